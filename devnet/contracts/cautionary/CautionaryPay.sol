// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {IPersonhoodVerifier} from "../identity/IPersonhoodVerifier.sol";
import {PersonhoodPay} from "../personhood-pay/PersonhoodPay.sol";
import {ShareRule} from "../personhood-pay/ShareRule.sol";
import {Treasury} from "../personhood-pay/Treasury.sol";

/// A dishonest Personhood Pay, to show what a failed audit looks like: whatever its governor does here is a fault that
/// an audit has to find.
contract CautionaryPay is PersonhoodPay {
    using SafeERC20 for IERC20;

    constructor(
        Treasury treasury_,
        IPersonhoodVerifier verifier_,
        Settings memory settings,
        ShareRule.Region[] memory regions,
        uint32[] memory parents
    ) PersonhoodPay(treasury_, verifier_, settings, regions, parents) {}

    modifier onlyGovernor() {
        if (msg.sender != governor) revert NotGovernor(msg.sender);
        _;
    }

    /// Pays without a proof: once more under a nullifier, `extra` too much, to another than the event names, or by the
    /// root that the region had in the epoch `rootOf`.
    function pay(uint32 region, uint256 nullifier, address stated, address payee, uint256 extra, uint256 rootOf)
        external
        onlyGovernor
    {
        uint256 epoch = lastEpoch;
        uint256 amount = amountOf(epoch, region) + extra;
        epochs[epoch].paid += amount;
        emit Claimed(epoch, region, nullifier, stated, amount, snapshots[rootOf][region].root);
        token.safeTransfer(payee, amount);
    }

    /// Changes the budget without an event.
    function setBudgetQuietly(uint256 value) external onlyGovernor {
        budget = value;
    }

    /// Changes the cap past the timelock.
    function setCapAtOnce(uint256 value) external onlyGovernor {
        emit ParameterChanged(keccak256(abi.encode("now", lastEpoch)), CAP, abi.encode(cap), abi.encode(value));
        cap = value;
    }

    /// Exchanges the needs of the first two regions without an event.
    function swapTable() external onlyGovernor {
        (ShareRule.Region[] memory regions, uint32[] memory parents) = regionTable();
        (regions[0].need, regions[1].need) = (regions[1].need, regions[0].need);
        _setRegionTable(regions, parents);
    }

    /// Closes whenever it is asked to, before the end as well, and takes the rest back.
    function closeEpoch() external override onlyGovernor {
        uint256 epoch = lastEpoch;
        Epoch storage current = epochs[epoch];
        if (epoch == 0 || current.closed) revert EpochNotOpen(epoch);
        current.closed = true;
        uint256 reclaimed = current.budget - current.paid;
        emit EpochClosed(epoch, current.paid, reclaimed);
        token.safeTransfer(address(treasury), reclaimed);
    }
}
