// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {ERC4626} from "@openzeppelin/contracts/token/ERC20/extensions/ERC4626.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

/// A savings account in one token; what is sent to the vault raises the worth of every share.
contract SavingsVault is ERC4626 {
    constructor(IERC20 asset_) ERC20("Savings Share", "SAVE") ERC4626(asset_) {}
}
