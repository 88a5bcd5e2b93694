// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {MerkleProof} from "@openzeppelin/contracts/utils/cryptography/MerkleProof.sol";

/// Pays a list under a Merkle root until a deadline, and returns the rest to its owner after it: the events, views and
/// rules of Uniswap's MerkleDistributorWithDeadline.
contract DeadlineDistributor is Ownable {
    using SafeERC20 for IERC20;

    IERC20 public immutable token;
    bytes32 public immutable merkleRoot;
    uint256 public immutable endTime;
    mapping(uint256 index => bool) public isClaimed;

    event Claimed(uint256 index, address account, uint256 amount);

    constructor(IERC20 token_, bytes32 root, uint256 endTime_) Ownable(msg.sender) {
        token = token_;
        merkleRoot = root;
        endTime = endTime_;
    }

    function claim(uint256 index, address account, uint256 amount, bytes32[] calldata merkleProof) external virtual {
        require(block.timestamp < endTime, "late");
        require(!isClaimed[index], "claimed");
        bytes32 leaf = keccak256(abi.encodePacked(index, account, amount));
        require(MerkleProof.verifyCalldata(merkleProof, merkleRoot, leaf), "proof");
        isClaimed[index] = true;
        pay(index, account, amount, account, amount);
    }

    function withdraw() external virtual onlyOwner {
        require(block.timestamp >= endTime, "early");
        token.safeTransfer(msg.sender, token.balanceOf(address(this)));
    }

    function pay(uint256 index, address account, uint256 amount, address payee, uint256 moved) internal {
        token.safeTransfer(payee, moved);
        emit Claimed(index, account, amount);
    }
}
