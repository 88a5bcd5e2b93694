// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {Accreditations} from "../identity/Accreditations.sol";
import {ConsentLedger} from "./ConsentLedger.sol";

/// Salted hashes of records that are kept elsewhere, written by accredited clinics and read under consent.
/// Neither a record nor a person's name is ever here.
contract RecordAnchors {
    event Anchored(bytes32 indexed recordHash, address indexed clinic, address indexed holder);
    event Accessed(bytes32 indexed recordHash, address indexed reader);

    error AlreadyAnchored(bytes32 recordHash);
    error UnknownRecord(bytes32 recordHash);
    error NoConsent(bytes32 recordHash, address reader);

    bytes32 public constant CLINIC = "clinic";

    Accreditations public immutable accreditations;
    ConsentLedger public immutable consents;
    uint256 public records;
    mapping(bytes32 recordHash => address) public holderOf;
    mapping(bytes32 recordHash => uint256) public accesses;

    constructor(Accreditations accreditations_, ConsentLedger consents_) {
        (accreditations, consents) = (accreditations_, consents_);
    }

    function anchor(bytes32 recordHash, address holder) external {
        accreditations.check(CLINIC, msg.sender);
        if (holderOf[recordHash] != address(0)) revert AlreadyAnchored(recordHash);
        holderOf[recordHash] = holder;
        records += 1;
        emit Anchored(recordHash, msg.sender, holder);
    }

    /// Notes an access; reverts without a consent of the holder that is in force.
    function read(bytes32 recordHash) external {
        address holder = holderOf[recordHash];
        if (holder == address(0)) revert UnknownRecord(recordHash);
        if (!consents.use(holder, recordHash, msg.sender)) revert NoConsent(recordHash, msg.sender);
        accesses[recordHash] += 1;
        emit Accessed(recordHash, msg.sender);
    }
}
