// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

/// A contract that belongs to no module: one hot counter, and one slot for each caller.
contract Tally {
    uint256 public total;
    mapping(address caller => uint256) public counts;

    function count() external {
        total += 1;
        counts[msg.sender] += 1;
    }

    function countOwn() external {
        counts[msg.sender] += 1;
    }

    /// Spends gas on `rounds` writes to slots of the caller's own.
    function fill(uint256 rounds) external {
        for (uint256 i = 0; i < rounds; i++) {
            counts[address(uint160(uint256(keccak256(abi.encode(msg.sender, i)))))] += 1;
        }
    }
}
