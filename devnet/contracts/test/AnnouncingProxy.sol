// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {SwappableProxy} from "./SwappableProxy.sol";

/// The same proxy with the event that the standard asks for.
contract AnnouncingProxy is SwappableProxy {
    event Upgraded(address indexed implementation);

    constructor(address implementation) SwappableProxy(implementation) {}

    function upgrade(address implementation) external {
        exchange(implementation);
        emit Upgraded(implementation);
    }
}
