// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";

/// The modules of the chain and the contracts that each of them owns, told by events.
/// A contract belongs to a module from the block after the event.
contract ModuleRegistry is Ownable {
    event ModuleRegistered(bytes32 indexed moduleId, string name, string description);
    event ContractAdded(bytes32 indexed moduleId, address indexed contractAddress, string label);
    event ContractRemoved(bytes32 indexed moduleId, address indexed contractAddress);
    event ProgramRegistered(bytes32 indexed moduleId, address indexed program, string kind, string name);

    error UnknownModule(bytes32 moduleId);
    error ModuleExists(bytes32 moduleId);
    error AlreadyOwned(address contractAddress, bytes32 moduleId);
    error NotOwned(address contractAddress, bytes32 moduleId);

    mapping(bytes32 moduleId => bool) public registered;
    mapping(address contractAddress => bytes32) public moduleOf;

    constructor(address owner) Ownable(owner) {}

    function registerModule(bytes32 moduleId, string calldata name, string calldata description) external onlyOwner {
        if (moduleId == 0 || registered[moduleId]) revert ModuleExists(moduleId);
        registered[moduleId] = true;
        emit ModuleRegistered(moduleId, name, description);
    }

    function addContract(bytes32 moduleId, address contractAddress, string calldata label) external onlyOwner {
        if (!registered[moduleId]) revert UnknownModule(moduleId);
        if (moduleOf[contractAddress] != 0) revert AlreadyOwned(contractAddress, moduleOf[contractAddress]);
        moduleOf[contractAddress] = moduleId;
        emit ContractAdded(moduleId, contractAddress, label);
    }

    function removeContract(bytes32 moduleId, address contractAddress) external onlyOwner {
        if (moduleOf[contractAddress] != moduleId) revert NotOwned(contractAddress, moduleId);
        delete moduleOf[contractAddress];
        emit ContractRemoved(moduleId, contractAddress);
    }

    function registerProgram(bytes32 moduleId, address program, string calldata kind, string calldata name)
        external
        onlyOwner
    {
        if (moduleOf[program] != moduleId) revert NotOwned(program, moduleId);
        emit ProgramRegistered(moduleId, program, kind, name);
    }
}
