// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

/// A load that many report to at once. All reports count in one total, or each reporter has a total of its own: the
/// same code at the same gas either way, so that two chains with the same transactions differ in nothing else.
contract GridLoad {
    uint256 public total;
    mapping(address reporter => uint256) public totalOf;

    uint256 private immutable _apart;

    constructor(bool apart) {
        _apart = apart ? 1 : 0;
    }

    /// Writes every counter once: the first write of a slot costs more than all that follow.
    function prepare(address[] calldata reporters) external {
        total = 1;
        for (uint256 i = 0; i < reporters.length; i++) totalOf[reporters[i]] = 1;
    }

    /// Counts one report, and notes it `notes` times in slots of its own that nobody else ever uses.
    function report(uint256 notes) external {
        uint256 apart = _apart;
        assembly ("memory-safe") {
            mstore(0, caller())
            mstore(32, totalOf.slot)
            // The slot of `total` is 0.
            let slot := mul(keccak256(0, 64), apart)
            sstore(slot, add(sload(slot), 1))
            mstore(32, number())
            let first := keccak256(0, 64)
            for { let i := 0 } lt(i, notes) { i := add(i, 1) } { sstore(add(first, i), 1) }
        }
    }
}
