// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

/// What a payout program asks of a proof of personhood, whichever system gives it.
interface IPersonhoodVerifier {
    /// The root of the region's group now, and the number of its active members.
    function snapshot(uint32 region) external view returns (uint256 root, uint256 active);

    /// Whether `proof` shows that a member of the region's group at `root` made `nullifier` under `scope`
    /// and signed `message`.
    function verify(
        uint32 region,
        uint256 root,
        uint256 scope,
        uint256 message,
        uint256 nullifier,
        bytes calldata proof
    ) external view returns (bool);
}
