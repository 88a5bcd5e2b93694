// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";

/// One credit is one kilowatt hour fed into the grid; minted and burned by the grid at settlement.
contract EnergyCredit is ERC20 {
    error NotGrid(address caller);

    address public immutable grid;

    constructor(address grid_, address holder, uint256 initial) ERC20("Energy Credit", "KWH") {
        grid = grid_;
        _mint(holder, initial);
    }

    modifier onlyGrid() {
        if (msg.sender != grid) revert NotGrid(msg.sender);
        _;
    }

    function mint(address to, uint256 amount) external onlyGrid {
        _mint(to, amount);
    }

    function burn(address from, uint256 amount) external onlyGrid {
        _burn(from, amount);
    }
}
