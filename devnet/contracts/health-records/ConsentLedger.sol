// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

/// Consents by the holder of a record: who may read it, until when, and how often they did.
contract ConsentLedger {
    struct Consent {
        uint64 until;
        uint64 uses;
    }

    event ConsentGiven(address indexed holder, bytes32 indexed recordHash, address indexed reader, uint64 until);
    event ConsentWithdrawn(address indexed holder, bytes32 indexed recordHash, address indexed reader);

    error NoSuchConsent(bytes32 recordHash, address reader);

    mapping(address holder => mapping(bytes32 recordHash => mapping(address reader => Consent))) public consents;

    function give(bytes32 recordHash, address reader, uint64 until) external {
        consents[msg.sender][recordHash][reader].until = until;
        emit ConsentGiven(msg.sender, recordHash, reader, until);
    }

    function withdraw(bytes32 recordHash, address reader) external {
        Consent storage consent = consents[msg.sender][recordHash][reader];
        if (consent.until == 0) revert NoSuchConsent(recordHash, reader);
        consent.until = 0;
        emit ConsentWithdrawn(msg.sender, recordHash, reader);
    }

    /// Whether the consent is in force; counts the use when it is.
    function use(address holder, bytes32 recordHash, address reader) external returns (bool) {
        Consent storage consent = consents[holder][recordHash][reader];
        if (block.timestamp >= consent.until) return false;
        consent.uses += 1;
        return true;
    }
}
