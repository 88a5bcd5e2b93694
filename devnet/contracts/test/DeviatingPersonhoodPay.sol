// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {IPersonhoodVerifier} from "../identity/IPersonhoodVerifier.sol";
import {PersonhoodPay} from "../personhood-pay/PersonhoodPay.sol";
import {ShareRule} from "../personhood-pay/ShareRule.sol";
import {Treasury} from "../personhood-pay/Treasury.sol";

/// Personhood Pay with one payment an epoch wrong by one unit: the claim with the chosen ordinal (from 1).
contract DeviatingPersonhoodPay is PersonhoodPay {
    uint256 public immutable deviatingClaim;

    constructor(
        Treasury treasury_,
        IPersonhoodVerifier verifier_,
        Settings memory settings,
        ShareRule.Region[] memory regions,
        uint32[] memory parents,
        uint256 deviatingClaim_
    ) PersonhoodPay(treasury_, verifier_, settings, regions, parents) {
        deviatingClaim = deviatingClaim_;
    }

    function _amount(uint256 epoch, uint32 region, uint256 ordinal) internal view override returns (uint256) {
        return amountOf(epoch, region) + (ordinal == deviatingClaim ? 1 : 0);
    }
}
