// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";

/// The money of the chain. The whole supply is minted once, and there is no further mint.
contract PayToken is ERC20 {
    constructor(address holder, uint256 supply) ERC20("Pay Token", "PAY") {
        _mint(holder, supply);
    }
}
