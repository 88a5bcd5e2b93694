// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {IPersonhoodVerifier} from "../identity/IPersonhoodVerifier.sol";
import {PersonhoodPay} from "../personhood-pay/PersonhoodPay.sol";
import {ShareRule} from "../personhood-pay/ShareRule.sol";
import {Treasury} from "../personhood-pay/Treasury.sol";

/// Personhood Pay that still takes proofs against an old root of a region.
contract StaleRootPay is PersonhoodPay {
    using SafeERC20 for IERC20;

    constructor(
        Treasury treasury_,
        IPersonhoodVerifier verifier_,
        Settings memory settings,
        ShareRule.Region[] memory regions,
        uint32[] memory parents
    ) PersonhoodPay(treasury_, verifier_, settings, regions, parents) {}

    mapping(uint32 region => uint256) public oldRoot;

    /// Remembers the root that is in force now.
    function remember(uint32 region) external {
        (oldRoot[region],) = verifier.snapshot(region);
    }

    function claim(uint256 epoch, uint32 region, address recipient, uint256 nullifier, bytes calldata proof)
        external
        override
    {
        uint256 root = oldRoot[region];
        if (!verifier.verify(region, root, scopeOf(epoch), uint160(recipient), nullifier, proof)) {
            revert InvalidProof(epoch, region, nullifier);
        }
        nullifierUsed[epoch][nullifier] = true;
        uint256 amount = amountOf(epoch, region);
        epochs[epoch].paid += amount;
        emit Claimed(epoch, region, nullifier, recipient, amount, root);
        token.safeTransfer(recipient, amount);
    }
}
