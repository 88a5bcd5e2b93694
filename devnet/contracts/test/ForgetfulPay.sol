// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {IPersonhoodVerifier} from "../identity/IPersonhoodVerifier.sol";
import {PersonhoodPay} from "../personhood-pay/PersonhoodPay.sol";
import {ShareRule} from "../personhood-pay/ShareRule.sol";
import {Treasury} from "../personhood-pay/Treasury.sol";

/// Personhood Pay that forgets who has claimed: a person is paid as often as they ask.
contract ForgetfulPay is PersonhoodPay {
    using SafeERC20 for IERC20;

    constructor(
        Treasury treasury_,
        IPersonhoodVerifier verifier_,
        Settings memory settings,
        ShareRule.Region[] memory regions,
        uint32[] memory parents
    ) PersonhoodPay(treasury_, verifier_, settings, regions, parents) {}

    function claim(uint256 epoch, uint32 region, address recipient, uint256 nullifier, bytes calldata)
        external
        override
    {
        uint256 amount = amountOf(epoch, region);
        epochs[epoch].paid += amount;
        emit Claimed(epoch, region, nullifier, recipient, amount, snapshots[epoch][region].root);
        token.safeTransfer(recipient, amount);
    }
}
