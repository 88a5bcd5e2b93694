// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";

/// Amounts by grant id, as World's WLDGrant answers them.
contract GrantAmounts {
    uint256 private immutable _first;

    constructor(uint256 first) {
        _first = first;
    }

    function getAmount(uint256 grantId) external view returns (uint256) {
        require(grantId >= 39 && grantId <= 88, "no such grant");
        return _first - (grantId - 39) * 1000;
    }
}

/// The events, views and payments of World's RecurringGrantDrop, without its verifier of proofs.
contract GrantDrop is Ownable {
    using SafeERC20 for IERC20;

    IERC20 public token;
    address public holder;
    GrantAmounts public grant;
    address public worldIdRouter;
    uint256 public groupId = 1;
    mapping(uint256 nullifier => bool) public nullifierHashes;

    event RecurringGrantDropInitialized(
        address worldIdRouter, uint256 groupId, IERC20 token, address holder, GrantAmounts grant
    );
    event GrantClaimed(uint256 grantId, address receiver);
    event GrantUpdated(GrantAmounts grant);

    constructor(IERC20 token_, address holder_, GrantAmounts grant_) Ownable(msg.sender) {
        token = token_;
        holder = holder_;
        grant = grant_;
        worldIdRouter = address(this);
        emit RecurringGrantDropInitialized(worldIdRouter, groupId, token, holder, grant);
    }

    function claim(uint256 grantId, address receiver, uint256, uint256 nullifierHash, uint256[8] calldata)
        external
        virtual
    {
        require(!nullifierHashes[nullifierHash], "nullifier");
        nullifierHashes[nullifierHash] = true;
        pay(grantId, receiver, receiver, grant.getAmount(grantId));
    }

    function setGrant(GrantAmounts grant_) external onlyOwner {
        grant = grant_;
        emit GrantUpdated(grant_);
    }

    function pay(uint256 grantId, address receiver, address payee, uint256 amount) internal {
        if (amount > 0) token.safeTransferFrom(holder, payee, amount);
        emit GrantClaimed(grantId, receiver);
    }
}

/// A drop that checks no nullifier, and does what its owner likes.
contract LooseGrantDrop is GrantDrop {
    constructor(IERC20 token_, address holder_, GrantAmounts grant_) GrantDrop(token_, holder_, grant_) {}

    function claim(uint256 grantId, address receiver, uint256, uint256, uint256[8] calldata) external override {
        pay(grantId, receiver, receiver, grant.getAmount(grantId));
    }

    /// A claim whose payment, or whose event, is another than its call says.
    function claimAs(bytes calldata, uint256 grantId, address receiver, address payee, uint256 amount) external {
        pay(grantId, receiver, payee, amount);
    }

    function changeGrantInSilence(GrantAmounts grant_) external {
        grant = grant_;
    }
}
