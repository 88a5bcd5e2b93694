// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {IPersonhoodVerifier} from "../identity/IPersonhoodVerifier.sol";
import {PersonhoodPay} from "../personhood-pay/PersonhoodPay.sol";
import {ShareRule} from "../personhood-pay/ShareRule.sol";
import {Treasury} from "../personhood-pay/Treasury.sol";

/// Personhood Pay that takes back what was not claimed a second time.
contract TwiceReturningPay is PersonhoodPay {
    using SafeERC20 for IERC20;

    constructor(
        Treasury treasury_,
        IPersonhoodVerifier verifier_,
        Settings memory settings,
        ShareRule.Region[] memory regions,
        uint32[] memory parents
    ) PersonhoodPay(treasury_, verifier_, settings, regions, parents) {}

    /// Closes the closed epoch again.
    function closeAgain() external {
        uint256 epoch = lastEpoch;
        uint256 reclaimed = epochs[epoch].budget - epochs[epoch].paid;
        emit EpochClosed(epoch, epochs[epoch].paid, reclaimed);
        token.safeTransfer(address(treasury), reclaimed);
    }
}
