// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {IPersonhoodVerifier} from "../identity/IPersonhoodVerifier.sol";
import {PersonhoodPay} from "../personhood-pay/PersonhoodPay.sol";
import {ShareRule} from "../personhood-pay/ShareRule.sol";
import {Treasury} from "../personhood-pay/Treasury.sol";

/// Personhood Pay with a parameter that can be set without an event.
contract SilentPay is PersonhoodPay {
    constructor(
        Treasury treasury_,
        IPersonhoodVerifier verifier_,
        Settings memory settings,
        ShareRule.Region[] memory regions,
        uint32[] memory parents
    ) PersonhoodPay(treasury_, verifier_, settings, regions, parents) {}

    function setBudget(uint256 value) external {
        budget = value;
    }
}
