// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {Proxy} from "@openzeppelin/contracts/proxy/Proxy.sol";
import {StorageSlot} from "@openzeppelin/contracts/utils/StorageSlot.sol";

/// An ERC-1967 proxy whose implementation anybody exchanges, without the event that the standard asks for.
contract SwappableProxy is Proxy {
    bytes32 private constant SLOT = 0x360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc;

    constructor(address implementation) {
        exchange(implementation);
    }

    function exchange(address implementation) public {
        StorageSlot.getAddressSlot(SLOT).value = implementation;
    }

    function _implementation() internal view override returns (address) {
        return StorageSlot.getAddressSlot(SLOT).value;
    }

    receive() external payable {}
}
