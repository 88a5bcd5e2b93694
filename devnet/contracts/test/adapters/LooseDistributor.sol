// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {DeadlineDistributor} from "./DeadlineDistributor.sol";

/// A distributor that checks nothing: no proof, no second claim, no deadline; and that pays by the back door.
contract LooseDistributor is DeadlineDistributor {
    using SafeERC20 for IERC20;

    event Surprise(uint256 value);

    constructor(IERC20 token_, bytes32 root, uint256 endTime_) DeadlineDistributor(token_, root, endTime_) {}

    function claim(uint256 index, address account, uint256 amount, bytes32[] calldata) external override {
        pay(index, account, amount, account, amount);
    }

    /// The claim's event with another payment than it states.
    function claimFor(
        uint256 index,
        address account,
        uint256 amount,
        bytes32[] calldata,
        address payee,
        uint256 moved
    ) external {
        pay(index, account, amount, payee, moved);
    }

    function withdraw() external override onlyOwner {
        token.safeTransfer(msg.sender, token.balanceOf(address(this)));
    }

    function drain(address to, uint256 amount) external onlyOwner {
        token.safeTransfer(to, amount);
    }

    function allow(address spender, uint256 amount) external onlyOwner {
        token.forceApprove(spender, amount);
    }

    function surprise() external {
        emit Surprise(1);
    }
}
