// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {ISemaphore} from "@semaphore-protocol/contracts/interfaces/ISemaphore.sol";
import {ISemaphoreGroups} from "@semaphore-protocol/contracts/interfaces/ISemaphoreGroups.sol";
import {ISemaphoreVerifier} from "@semaphore-protocol/contracts/interfaces/ISemaphoreVerifier.sol";
import {IPersonhoodVerifier} from "./IPersonhoodVerifier.sol";

/// One Semaphore group a region, kept by the region's registrar. A person is a commitment in one group; no personal data
/// is on chain. Proofs are verified against the root that is asked for and not the one in force: what a program
/// snapshots stays provable, and what it does not take does not count, however long Semaphore would.
contract RegionGroups is Ownable, IPersonhoodVerifier {
    event RegistrarChanged(uint32 indexed region, address registrar);
    event GroupCreated(uint32 indexed region, uint256 indexed groupId);
    event MemberAdded(uint32 indexed region, uint256 indexed commitment);
    event MemberRemoved(uint32 indexed region, uint256 indexed commitment);

    error NotRegistrar(uint32 region, address caller);
    error RegisteredBefore(uint256 commitment, uint32 region);

    uint256 private constant PROOF_LENGTH = 13 * 32;

    ISemaphore public immutable semaphore;
    ISemaphoreVerifier public immutable proofVerifier;

    mapping(uint32 region => address) public registrarOf;
    /// Where a commitment was ever registered: whoever returns brings a new one.
    mapping(uint256 commitment => uint32 region) public registeredIn;
    mapping(uint32 region => bool) private _hasGroup;
    mapping(uint32 region => uint256) private _groupOf;
    mapping(uint32 region => uint256) private _active;
    mapping(uint32 region => mapping(uint256 root => bool)) private _wasRoot;

    constructor(address owner, ISemaphore semaphore_, ISemaphoreVerifier proofVerifier_) Ownable(owner) {
        (semaphore, proofVerifier) = (semaphore_, proofVerifier_);
    }

    modifier onlyRegistrar(uint32 region) {
        if (msg.sender != registrarOf[region]) revert NotRegistrar(region, msg.sender);
        _;
    }

    /// Names the registrar of a region; the first one opens its group.
    function setRegistrar(uint32 region, address registrar) external onlyOwner {
        registrarOf[region] = registrar;
        emit RegistrarChanged(region, registrar);
        if (_hasGroup[region]) return;
        _hasGroup[region] = true;
        _groupOf[region] = semaphore.createGroup();
        emit GroupCreated(region, _groupOf[region]);
    }

    function add(uint32 region, uint256[] calldata commitments) external onlyRegistrar(region) {
        for (uint256 i = 0; i < commitments.length; i++) {
            uint32 before = registeredIn[commitments[i]];
            if (before != 0) revert RegisteredBefore(commitments[i], before);
            registeredIn[commitments[i]] = region;
            emit MemberAdded(region, commitments[i]);
        }
        semaphore.addMembers(_groupOf[region], commitments);
        _active[region] += commitments.length;
        _note(region);
    }

    /// @param siblings the siblings of the member's leaf on the way to the root, as Semaphore takes them
    function remove(uint32 region, uint256 commitment, uint256[] calldata siblings) external onlyRegistrar(region) {
        semaphore.removeMember(_groupOf[region], commitment, siblings);
        _active[region] -= 1;
        _note(region);
        emit MemberRemoved(region, commitment);
    }

    function isActive(uint32 region, uint256 commitment) external view returns (bool) {
        return _hasGroup[region] && _groups().hasMember(_groupOf[region], commitment);
    }

    function snapshot(uint32 region) external view returns (uint256 root, uint256 active) {
        if (_active[region] == 0) return (0, 0);
        return (_groups().getMerkleTreeRoot(_groupOf[region]), _active[region]);
    }

    /// The proof is abi.encode(ISemaphore.SemaphoreProof), and has to state exactly what is asked.
    function verify(
        uint32 region,
        uint256 root,
        uint256 scope,
        uint256 message,
        uint256 nullifier,
        bytes calldata proof
    ) external view returns (bool) {
        if (proof.length != PROOF_LENGTH || !_wasRoot[region][root]) return false;
        ISemaphore.SemaphoreProof memory stated = abi.decode(proof, (ISemaphore.SemaphoreProof));
        if (stated.merkleTreeRoot != root || stated.scope != scope) return false;
        if (stated.message != message || stated.nullifier != nullifier) return false;
        if (stated.merkleTreeDepth == 0 || stated.merkleTreeDepth > 32) return false;
        uint256[8] memory points = stated.points;
        return proofVerifier.verifyProof(
            [points[0], points[1]],
            [[points[2], points[3]], [points[4], points[5]]],
            [points[6], points[7]],
            [root, nullifier, _fieldHash(message), _fieldHash(scope)],
            stated.merkleTreeDepth
        );
    }

    function _note(uint32 region) private {
        _wasRoot[region][_groups().getMerkleTreeRoot(_groupOf[region])] = true;
    }

    function _groups() private view returns (ISemaphoreGroups) {
        return ISemaphoreGroups(address(semaphore));
    }

    /// How Semaphore makes an element of the scalar field of any word.
    function _fieldHash(uint256 value) private pure returns (uint256) {
        return uint256(keccak256(abi.encode(value))) >> 8;
    }
}
