// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {Treasury} from "../personhood-pay/Treasury.sol";

/// A treasury whose founder lets others spend for it, and appoints another program when they like.
contract ApprovingTreasury is Treasury {
    constructor(IERC20 token_, address founder_) Treasury(token_, founder_) {}

    function allow(address spender, uint256 amount) external {
        if (msg.sender != founder) revert NotFounder(msg.sender);
        token.approve(spender, amount);
    }

    function reappoint(address program_) external {
        if (msg.sender != founder) revert NotFounder(msg.sender);
        program = program_;
    }
}
