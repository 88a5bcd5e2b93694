// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

/// The published rule: weights w = population * need * geography, shares floor(B * w / sum w), and the units left
/// over by largest remainder, ties to the lower region id.
library ShareRule {
    struct Region {
        uint32 region;
        string name;
        uint256 population;
        uint32 need;
        uint32 geography;
    }

    error NoWeight();

    function weight(Region memory region) internal pure returns (uint256) {
        return region.population * region.need * region.geography;
    }

    /// The share of each region, in the order of `regions`; they add up to `budget` exactly.
    function shares(uint256 budget, Region[] memory regions) internal pure returns (uint256[] memory result) {
        uint256 total = 0;
        for (uint256 i = 0; i < regions.length; i++) {
            total += weight(regions[i]);
        }
        if (total == 0) revert NoWeight();
        result = new uint256[](regions.length);
        uint256[] memory remainders = new uint256[](regions.length);
        uint256 left = budget;
        for (uint256 i = 0; i < regions.length; i++) {
            uint256 product = budget * weight(regions[i]);
            result[i] = product / total;
            remainders[i] = product % total;
            left -= result[i];
        }
        bool[] memory served = new bool[](regions.length);
        for (; left > 0; left--) {
            uint256 next = _largest(regions, remainders, served);
            served[next] = true;
            result[next] += 1;
        }
    }

    function _largest(Region[] memory regions, uint256[] memory remainders, bool[] memory served)
        private
        pure
        returns (uint256 best)
    {
        bool found = false;
        for (uint256 i = 0; i < regions.length; i++) {
            if (served[i]) continue;
            bool better = !found || remainders[i] > remainders[best]
                || (remainders[i] == remainders[best] && regions[i].region < regions[best].region);
            if (better) (best, found) = (i, true);
        }
    }
}
