// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {IPersonhoodVerifier} from "../identity/IPersonhoodVerifier.sol";
import {PersonhoodPay} from "../personhood-pay/PersonhoodPay.sol";
import {ShareRule} from "../personhood-pay/ShareRule.sol";
import {Treasury} from "../personhood-pay/Treasury.sol";

/// Personhood Pay that opens with another region table than the published one.
contract SwappedTablePay is PersonhoodPay {
    constructor(
        Treasury treasury_,
        IPersonhoodVerifier verifier_,
        Settings memory settings,
        ShareRule.Region[] memory regions,
        uint32[] memory parents
    ) PersonhoodPay(treasury_, verifier_, settings, regions, parents) {}

    /// Exchanges the needs of the first two regions, without an event.
    function swap() external {
        (ShareRule.Region[] memory regions, uint32[] memory parents) = regionTable();
        (regions[0].need, regions[1].need) = (regions[1].need, regions[0].need);
        _setRegionTable(regions, parents);
    }
}
