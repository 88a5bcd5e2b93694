// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";

/// The roles of organisations (carriers, clinics, meter operators) that other modules ask for.
/// Each use is counted for the organisation, and renews its standing.
contract Accreditations is Ownable {
    event Accredited(bytes32 indexed role, address indexed account);
    event AccreditationRevoked(bytes32 indexed role, address indexed account);

    error NotAccredited(bytes32 role, address account);

    mapping(bytes32 role => mapping(address account => bool)) public isAccredited;
    mapping(address account => uint256) public uses;

    constructor(address owner) Ownable(owner) {}

    function accredit(bytes32 role, address account) external onlyOwner {
        isAccredited[role][account] = true;
        emit Accredited(role, account);
    }

    function revoke(bytes32 role, address account) external onlyOwner {
        isAccredited[role][account] = false;
        emit AccreditationRevoked(role, account);
    }

    /// Reverts unless `account` holds `role`; counts the use.
    function check(bytes32 role, address account) external {
        if (!isAccredited[role][account]) revert NotAccredited(role, account);
        uses[account] += 1;
    }
}
