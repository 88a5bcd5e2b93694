// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {IPersonhoodVerifier} from "../identity/IPersonhoodVerifier.sol";
import {PersonhoodPay} from "../personhood-pay/PersonhoodPay.sol";
import {ShareRule} from "../personhood-pay/ShareRule.sol";
import {Treasury} from "../personhood-pay/Treasury.sol";

/// Personhood Pay that pays in the name of any epoch and region, opens epochs that nobody asked for, and says odd things.
contract MisnamingPay is PersonhoodPay {
    using SafeERC20 for IERC20;

    event Odd(uint256 value);

    constructor(
        Treasury treasury_,
        IPersonhoodVerifier verifier_,
        Settings memory settings,
        ShareRule.Region[] memory regions,
        uint32[] memory parents
    ) PersonhoodPay(treasury_, verifier_, settings, regions, parents) {}

    /// Takes whatever the caller says for a payment.
    function payAs(uint256 epoch, uint32 region, address recipient, uint256 nullifier, uint256 amount) external {
        emit Claimed(epoch, region, nullifier, recipient, amount, snapshots[epoch][region].root);
        token.safeTransfer(recipient, amount);
    }

    /// Moves a budget out of the treasury under an epoch that is none.
    function openBeside(uint256 epoch, uint256 amount) external {
        emit EpochOpened(epoch, amount, cap, uint64(block.timestamp), uint64(block.timestamp), 0);
        treasury.fund(epoch, amount);
    }

    function say(uint256 value) external {
        emit Odd(value);
    }

    /// Counts an epoch that was never opened.
    function skip() external {
        lastEpoch += 1;
    }
}
