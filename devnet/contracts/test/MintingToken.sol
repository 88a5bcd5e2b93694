// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {PayToken} from "../personhood-pay/PayToken.sol";

/// A token whose supply and balances grow where nobody sees it: what is added here, no transfer tells of.
contract MintingToken is PayToken {
    uint256 private _hidden;
    mapping(address holder => uint256) private _credit;

    constructor(address holder, uint256 supply) PayToken(holder, supply) {}

    function mintUnseen(uint256 amount) external {
        _hidden += amount;
    }

    /// A mint with the transfer that tells of it.
    function mintSeen(address holder, uint256 amount) external {
        _mint(holder, amount);
    }

    function creditUnseen(address holder, uint256 amount) external {
        _credit[holder] += amount;
    }

    function totalSupply() public view override returns (uint256) {
        return super.totalSupply() + _hidden;
    }

    function balanceOf(address holder) public view override returns (uint256) {
        return super.balanceOf(holder) + _credit[holder];
    }
}
