// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Treasury} from "../personhood-pay/Treasury.sol";

/// A treasury with a side door: its founder pays whom they like, outside the program.
contract LeakyTreasury is Treasury {
    using SafeERC20 for IERC20;

    constructor(IERC20 token_, address founder_) Treasury(token_, founder_) {}

    function payBatch(address[] calldata payees, uint256 amount) external {
        if (msg.sender != founder) revert NotFounder(msg.sender);
        for (uint256 i = 0; i < payees.length; i++) {
            token.safeTransfer(payees[i], amount);
        }
    }
}
