// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

// Semaphore v4 as its authors publish it, compiled with the devnet's contracts.
import {Semaphore} from "@semaphore-protocol/contracts/Semaphore.sol";
import {SemaphoreVerifier} from "@semaphore-protocol/contracts/base/SemaphoreVerifier.sol";
