// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {IPersonhoodVerifier} from "../identity/IPersonhoodVerifier.sol";
import {ShareRule} from "./ShareRule.sol";

/// The published region table, and the table of an epoch that follows from it: a region with fewer active members
/// than the smallest anonymity set does not open, and its population counts with its parent's. A region below the
/// set without a parent that opens is left out.
abstract contract RegionTable {
    event RegionMerged(uint256 indexed epoch, uint32 indexed region, uint32 indexed into, uint256 active);

    ShareRule.Region[] private _regions;
    uint32[] private _parents;

    /// The published table, with the parent of each region (0: none).
    function regionTable() public view returns (ShareRule.Region[] memory regions, uint32[] memory parents) {
        return (_regions, _parents);
    }

    function _setRegionTable(ShareRule.Region[] memory regions, uint32[] memory parents) internal {
        delete _regions;
        for (uint256 i = 0; i < regions.length; i++) {
            _regions.push(regions[i]);
        }
        _parents = parents;
    }

    /// Whether ids are above zero and rising, and each parent is zero or another region of the table.
    function _isWellFormed(ShareRule.Region[] memory regions, uint32[] memory parents)
        internal
        pure
        returns (bool)
    {
        if (regions.length == 0 || regions.length != parents.length) return false;
        for (uint256 i = 0; i < regions.length; i++) {
            if (regions[i].region == 0) return false;
            if (i > 0 && regions[i].region <= regions[i - 1].region) return false;
            if (parents[i] == 0) continue;
            uint256 parent = _indexOf(regions, parents[i]);
            if (parent == regions.length || parent == i) return false;
        }
        return true;
    }

    /// The table of an epoch: the regions that open, with the populations merged into them, their roots and counts.
    function _effective(uint256 epoch, IPersonhoodVerifier verifier, uint256 smallest)
        internal
        returns (ShareRule.Region[] memory table, uint256[] memory roots, uint256[] memory actives)
    {
        (ShareRule.Region[] memory all, uint32[] memory parents) = regionTable();
        uint256[] memory allRoots = new uint256[](all.length);
        uint256[] memory counts = new uint256[](all.length);
        uint256 open = 0;
        for (uint256 i = 0; i < all.length; i++) {
            (allRoots[i], counts[i]) = verifier.snapshot(all[i].region);
            if (counts[i] >= smallest) open++;
        }
        for (uint256 i = 0; i < all.length; i++) {
            if (counts[i] >= smallest) continue;
            uint256 into = _openAncestor(all, parents, counts, smallest, i);
            bool merged = into != all.length;
            if (merged) all[into].population += all[i].population;
            emit RegionMerged(epoch, all[i].region, merged ? all[into].region : 0, counts[i]);
        }
        (table, roots, actives) = (new ShareRule.Region[](open), new uint256[](open), new uint256[](open));
        uint256 next = 0;
        for (uint256 i = 0; i < all.length; i++) {
            if (counts[i] < smallest) continue;
            (table[next], roots[next], actives[next]) = (all[i], allRoots[i], counts[i]);
            next++;
        }
    }

    /// The place of the nearest ancestor that opens; the length of the table when there is none.
    function _openAncestor(
        ShareRule.Region[] memory all,
        uint32[] memory parents,
        uint256[] memory counts,
        uint256 smallest,
        uint256 start
    ) private pure returns (uint256 at) {
        at = start;
        for (uint256 steps = 0; steps < all.length; steps++) {
            if (parents[at] == 0) return all.length;
            at = _indexOf(all, parents[at]);
            if (counts[at] >= smallest) return at;
        }
        return all.length;
    }

    function _indexOf(ShareRule.Region[] memory regions, uint32 id) private pure returns (uint256 index) {
        for (index = 0; index < regions.length; index++) {
            if (regions[index].region == id) return index;
        }
    }
}
