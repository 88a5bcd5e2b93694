// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {IPersonhoodVerifier} from "./IPersonhoodVerifier.sol";

/// A registrar's list of members for each region. It stands where Semaphore groups will stand, behind the same
/// interface; it is not anonymous, and its proof (the commitment itself) binds no recipient.
/// The root is a running hash over the changes, root' = keccak256(abi.encode(root, commitment, added)) >> 8 from
/// root 0, so that anyone recomputes the membership at a root from the events.
contract RegistrarList is Ownable, IPersonhoodVerifier {
    struct Membership {
        uint64 addedAt;
        uint64 removedAt;
    }

    event RegistrarChanged(uint32 indexed region, address registrar);
    event MemberAdded(uint32 indexed region, uint256 indexed commitment);
    event MemberRemoved(uint32 indexed region, uint256 indexed commitment);

    error NotRegistrar(uint32 region, address caller);
    error AlreadyListed(uint32 region, uint256 commitment);
    error NotActive(uint32 region, uint256 commitment);

    mapping(uint32 region => address) public registrarOf;
    mapping(uint32 region => uint256) private _root;
    mapping(uint32 region => uint256) private _active;
    mapping(uint32 region => uint64) private _version;
    mapping(uint32 region => mapping(uint256 root => uint64)) private _versionOf;
    mapping(uint32 region => mapping(uint256 commitment => Membership)) private _members;

    constructor(address owner) Ownable(owner) {}

    modifier onlyRegistrar(uint32 region) {
        if (msg.sender != registrarOf[region]) revert NotRegistrar(region, msg.sender);
        _;
    }

    function setRegistrar(uint32 region, address registrar) external onlyOwner {
        registrarOf[region] = registrar;
        emit RegistrarChanged(region, registrar);
    }

    /// A commitment is listed once: whoever returns brings a new one, so that membership is one interval of versions.
    function add(uint32 region, uint256[] calldata commitments) external onlyRegistrar(region) {
        for (uint256 i = 0; i < commitments.length; i++) {
            Membership storage member = _members[region][commitments[i]];
            if (member.addedAt != 0) revert AlreadyListed(region, commitments[i]);
            member.addedAt = _advance(region, commitments[i], true);
            emit MemberAdded(region, commitments[i]);
        }
        _active[region] += commitments.length;
    }

    function remove(uint32 region, uint256 commitment) external onlyRegistrar(region) {
        if (!isActive(region, commitment)) revert NotActive(region, commitment);
        _members[region][commitment].removedAt = _advance(region, commitment, false);
        _active[region] -= 1;
        emit MemberRemoved(region, commitment);
    }

    function isActive(uint32 region, uint256 commitment) public view returns (bool) {
        Membership storage member = _members[region][commitment];
        return member.addedAt != 0 && member.removedAt == 0;
    }

    function snapshot(uint32 region) external view returns (uint256 root, uint256 active) {
        return (_root[region], _active[region]);
    }

    function verify(uint32 region, uint256 root, uint256 scope, uint256, uint256 nullifier, bytes calldata proof)
        external
        view
        returns (bool)
    {
        if (proof.length != 32) return false;
        uint256 commitment = abi.decode(proof, (uint256));
        if (nullifier != uint256(keccak256(abi.encode(commitment, scope))) >> 8) return false;
        uint64 version = _versionOf[region][root];
        Membership storage member = _members[region][commitment];
        return member.addedAt != 0 && member.addedAt <= version
            && (member.removedAt == 0 || member.removedAt > version);
    }

    function _advance(uint32 region, uint256 commitment, bool added) private returns (uint64 version) {
        uint256 root = uint256(keccak256(abi.encode(_root[region], commitment, added))) >> 8;
        version = ++_version[region];
        _root[region] = root;
        _versionOf[region][root] = version;
    }
}
