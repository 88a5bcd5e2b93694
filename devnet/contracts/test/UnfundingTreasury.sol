// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {Treasury} from "../personhood-pay/Treasury.sol";

/// A treasury that says that it has funded an epoch, and moves nothing.
contract UnfundingTreasury is Treasury {
    constructor(IERC20 token_, address founder_) Treasury(token_, founder_) {}

    function fund(uint256 epoch, uint256 amount) external override {
        funded[epoch] = true;
        emit EpochFunded(program, epoch, amount);
    }
}
