// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Treasury} from "../personhood-pay/Treasury.sol";

/// The treasury of the cautionary program: its founder pays whom they like, and keeps back a budget when they like.
/// It stands behind a proxy, so that it can be exchanged as well.
contract CautionaryTreasury is Treasury {
    using SafeERC20 for IERC20;

    bool public keepsBack;

    constructor(IERC20 token_, address founder_) Treasury(token_, founder_) {}

    function payBatch(address[] calldata payees, uint256 amount) external {
        if (msg.sender != founder) revert NotFounder(msg.sender);
        for (uint256 i = 0; i < payees.length; i++) {
            token.safeTransfer(payees[i], amount);
        }
    }

    function keepBack(bool keepsBack_) external {
        if (msg.sender != founder) revert NotFounder(msg.sender);
        keepsBack = keepsBack_;
    }

    function fund(uint256 epoch, uint256 amount) external override {
        if (msg.sender != program) revert NotProgram(msg.sender);
        if (funded[epoch]) revert AlreadyFunded(epoch);
        funded[epoch] = true;
        if (!keepsBack) token.safeTransfer(program, amount);
        emit EpochFunded(program, epoch, amount);
    }
}
