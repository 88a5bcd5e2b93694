// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {IPersonhoodVerifier} from "../identity/IPersonhoodVerifier.sol";
import {ParameterTimelock} from "./ParameterTimelock.sol";
import {RegionTable} from "./RegionTable.sol";
import {ShareRule} from "./ShareRule.sol";
import {Treasury} from "./Treasury.sol";

/// Pays every person once an epoch what the published rule says.
contract PersonhoodPay is ParameterTimelock, RegionTable {
    using SafeERC20 for IERC20;

    struct Settings {
        address governor;
        uint64 delay;
        uint64 epochDuration;
        uint64 firstOpensAt;
        uint256 budget;
        uint256 cap;
        uint256 smallestAnonymitySet;
    }

    struct Epoch {
        uint256 budget;
        uint256 cap;
        uint256 paid;
        uint256 claims;
        uint64 opensAt;
        uint64 closesAt;
        bool closed;
    }

    /// A region in an epoch; `share` is what all its members may claim together.
    struct Snapshot {
        uint256 root;
        uint256 active;
        uint256 share;
    }

    event EpochOpened(
        uint256 indexed epoch, uint256 budget, uint256 cap, uint64 opensAt, uint64 closesAt, bytes32 tableHash
    );
    event RegionSnapshot(
        uint256 indexed epoch,
        uint32 indexed region,
        string name,
        uint256 population,
        uint32 need,
        uint32 geography,
        uint256 root,
        uint256 active
    );
    event Claimed(
        uint256 indexed epoch,
        uint32 indexed region,
        uint256 indexed nullifier,
        address recipient,
        uint256 amount,
        uint256 root
    );
    event EpochClosed(uint256 indexed epoch, uint256 paid, uint256 reclaimed);

    error EpochNotDue(uint256 epoch, uint64 opensAt);
    error EpochStillOpen(uint256 epoch);
    error EpochNotOpen(uint256 epoch);
    error RegionNotOpen(uint256 epoch, uint32 region);
    error NullifierUsed(uint256 epoch, uint256 nullifier);
    error InvalidProof(uint256 epoch, uint32 region, uint256 nullifier);

    bytes32 internal constant BUDGET = "budget";
    bytes32 internal constant CAP = "cap";
    bytes32 internal constant SMALLEST_SET = "smallestAnonymitySet";
    bytes32 internal constant REGIONS = "regions";

    IERC20 public immutable token;
    Treasury public immutable treasury;
    IPersonhoodVerifier public immutable verifier;
    uint64 public immutable epochDuration;
    uint64 public immutable firstOpensAt;

    uint256 public budget;
    uint256 public cap;
    uint256 public smallestAnonymitySet;
    uint256 public lastEpoch;
    mapping(uint256 epoch => Epoch) public epochs;
    mapping(uint256 epoch => mapping(uint32 region => Snapshot)) public snapshots;
    mapping(uint256 epoch => mapping(uint256 nullifier => bool)) public nullifierUsed;

    constructor(
        Treasury treasury_,
        IPersonhoodVerifier verifier_,
        Settings memory settings,
        ShareRule.Region[] memory regions,
        uint32[] memory parents
    ) ParameterTimelock(settings.governor, settings.delay) {
        (treasury, token, verifier) = (treasury_, treasury_.token(), verifier_);
        (epochDuration, firstOpensAt) = (settings.epochDuration, settings.firstOpensAt);
        (budget, cap, smallestAnonymitySet) = (settings.budget, settings.cap, settings.smallestAnonymitySet);
        if (!_isWellFormed(regions, parents)) revert InvalidValue(REGIONS);
        _setRegionTable(regions, parents);
        emit ParameterChanged(0, BUDGET, "", abi.encode(budget));
        emit ParameterChanged(0, CAP, "", abi.encode(cap));
        emit ParameterChanged(0, SMALLEST_SET, "", abi.encode(smallestAnonymitySet));
        emit ParameterChanged(0, REGIONS, "", abi.encode(regions, parents));
    }

    /// Opens the next epoch; anyone may call it, from the scheduled time on and once the one before is closed.
    function openEpoch() external virtual {
        uint256 epoch = lastEpoch + 1;
        uint64 opensAt = firstOpensAt + uint64(epoch - 1) * epochDuration;
        if (block.timestamp < opensAt) revert EpochNotDue(epoch, opensAt);
        if (lastEpoch != 0 && !epochs[lastEpoch].closed) revert EpochStillOpen(lastEpoch);
        lastEpoch = epoch;
        epochs[epoch] = Epoch(budget, cap, 0, 0, opensAt, opensAt + epochDuration, false);
        (ShareRule.Region[] memory table, uint256[] memory roots, uint256[] memory actives) =
            _effective(epoch, verifier, smallestAnonymitySet);
        emit EpochOpened(epoch, budget, cap, opensAt, opensAt + epochDuration, keccak256(abi.encode(table)));
        uint256[] memory shares = ShareRule.shares(budget, table);
        for (uint256 i = 0; i < table.length; i++) {
            _open(epoch, table[i], Snapshot(roots[i], actives[i], shares[i]));
        }
        treasury.fund(epoch, budget);
    }

    /// Pays the person behind `nullifier` to `recipient`.
    function claim(uint256 epoch, uint32 region, address recipient, uint256 nullifier, bytes calldata proof)
        external
        virtual
    {
        Epoch storage current = epochs[epoch];
        if (epoch == 0 || epoch != lastEpoch || current.closed || block.timestamp >= current.closesAt) {
            revert EpochNotOpen(epoch);
        }
        Snapshot storage snapshot = snapshots[epoch][region];
        if (snapshot.active == 0) revert RegionNotOpen(epoch, region);
        if (nullifierUsed[epoch][nullifier]) revert NullifierUsed(epoch, nullifier);
        if (!verifier.verify(region, snapshot.root, scopeOf(epoch), uint160(recipient), nullifier, proof)) {
            revert InvalidProof(epoch, region, nullifier);
        }
        nullifierUsed[epoch][nullifier] = true;
        current.claims += 1;
        uint256 amount = _amount(epoch, region, current.claims);
        current.paid += amount;
        emit Claimed(epoch, region, nullifier, recipient, amount, snapshot.root);
        token.safeTransfer(recipient, amount);
    }

    /// Closes the open epoch from its scheduled end on; what was not paid returns to the treasury, once.
    function closeEpoch() external virtual {
        uint256 epoch = lastEpoch;
        Epoch storage current = epochs[epoch];
        if (epoch == 0 || current.closed) revert EpochNotOpen(epoch);
        if (block.timestamp < current.closesAt) revert EpochStillOpen(epoch);
        current.closed = true;
        uint256 reclaimed = current.budget - current.paid;
        emit EpochClosed(epoch, current.paid, reclaimed);
        if (reclaimed > 0) token.safeTransfer(address(treasury), reclaimed);
    }

    /// What a proof for an epoch has to be made under.
    function scopeOf(uint256 epoch) public view returns (uint256) {
        return uint256(keccak256(abi.encode(address(this), epoch))) >> 8;
    }

    /// What one person of the region is paid in the epoch.
    function amountOf(uint256 epoch, uint32 region) public view returns (uint256) {
        Snapshot storage snapshot = snapshots[epoch][region];
        if (snapshot.active == 0) return 0;
        uint256 equal = snapshot.share / snapshot.active;
        return equal < epochs[epoch].cap ? equal : epochs[epoch].cap;
    }

    /// What the claim with this ordinal (from 1) in the epoch pays.
    function _amount(uint256 epoch, uint32 region, uint256) internal view virtual returns (uint256) {
        return amountOf(epoch, region);
    }

    function _open(uint256 epoch, ShareRule.Region memory region, Snapshot memory snapshot) private {
        snapshots[epoch][region.region] = snapshot;
        emit RegionSnapshot(
            epoch,
            region.region,
            region.name,
            region.population,
            region.need,
            region.geography,
            snapshot.root,
            snapshot.active
        );
    }

    function _check(bytes32 parameter, bytes calldata value) internal view override {
        if (parameter == BUDGET || parameter == CAP) {
            abi.decode(value, (uint256));
        } else if (parameter == SMALLEST_SET) {
            if (abi.decode(value, (uint256)) == 0) revert InvalidValue(parameter);
        } else if (parameter == REGIONS) {
            (ShareRule.Region[] memory regions, uint32[] memory parents) =
                abi.decode(value, (ShareRule.Region[], uint32[]));
            if (!_isWellFormed(regions, parents)) revert InvalidValue(parameter);
        } else {
            super._check(parameter, value);
        }
    }

    function _apply(bytes32 parameter, bytes memory value) internal override returns (bytes memory oldValue) {
        if (parameter == BUDGET) {
            (oldValue, budget) = (abi.encode(budget), abi.decode(value, (uint256)));
        } else if (parameter == CAP) {
            (oldValue, cap) = (abi.encode(cap), abi.decode(value, (uint256)));
        } else if (parameter == SMALLEST_SET) {
            (oldValue, smallestAnonymitySet) = (abi.encode(smallestAnonymitySet), abi.decode(value, (uint256)));
        } else if (parameter == REGIONS) {
            (ShareRule.Region[] memory old, uint32[] memory oldParents) = regionTable();
            (ShareRule.Region[] memory regions, uint32[] memory parents) =
                abi.decode(value, (ShareRule.Region[], uint32[]));
            oldValue = abi.encode(old, oldParents);
            _setRegionTable(regions, parents);
        } else {
            oldValue = super._apply(parameter, value);
        }
    }
}
