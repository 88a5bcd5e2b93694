// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

/// A constant-product pool of two tokens with a fee of 0.3 %, which stays in the pool.
contract SwapPool is ERC20 {
    using SafeERC20 for IERC20;

    event LiquidityAdded(address indexed provider, uint256 amount0, uint256 amount1, uint256 shares);
    event LiquidityRemoved(address indexed provider, uint256 amount0, uint256 amount1, uint256 shares);
    event Swapped(address indexed trader, address indexed tokenIn, uint256 amountIn, uint256 amountOut, address to);

    error UnknownToken(address token);
    error TooLittleOut(uint256 amountOut, uint256 minimum);
    error NothingIn();

    IERC20 public immutable token0;
    IERC20 public immutable token1;
    uint256 public reserve0;
    uint256 public reserve1;
    uint256 public swaps;

    constructor(IERC20 token0_, IERC20 token1_) ERC20("Pool Share", "POOL") {
        (token0, token1) = (token0_, token1_);
    }

    function addLiquidity(uint256 amount0, uint256 amount1) external returns (uint256 shares) {
        uint256 supply = totalSupply();
        shares = supply == 0
            ? Math.sqrt(amount0 * amount1)
            : Math.min(amount0 * supply / reserve0, amount1 * supply / reserve1);
        if (shares == 0) revert NothingIn();
        token0.safeTransferFrom(msg.sender, address(this), amount0);
        token1.safeTransferFrom(msg.sender, address(this), amount1);
        (reserve0, reserve1) = (reserve0 + amount0, reserve1 + amount1);
        _mint(msg.sender, shares);
        emit LiquidityAdded(msg.sender, amount0, amount1, shares);
    }

    function removeLiquidity(uint256 shares) external returns (uint256 amount0, uint256 amount1) {
        uint256 supply = totalSupply();
        (amount0, amount1) = (reserve0 * shares / supply, reserve1 * shares / supply);
        _burn(msg.sender, shares);
        (reserve0, reserve1) = (reserve0 - amount0, reserve1 - amount1);
        token0.safeTransfer(msg.sender, amount0);
        token1.safeTransfer(msg.sender, amount1);
        emit LiquidityRemoved(msg.sender, amount0, amount1, shares);
    }

    /// Sells exactly `amountIn` of one token for the other.
    function swap(IERC20 tokenIn, uint256 amountIn, uint256 minimumOut, address to)
        external
        returns (uint256 amountOut)
    {
        if (tokenIn != token0 && tokenIn != token1) revert UnknownToken(address(tokenIn));
        if (amountIn == 0) revert NothingIn();
        bool forward = tokenIn == token0;
        (uint256 reserveIn, uint256 reserveOut) = forward ? (reserve0, reserve1) : (reserve1, reserve0);
        uint256 charged = amountIn * 997;
        amountOut = charged * reserveOut / (reserveIn * 1000 + charged);
        if (amountOut < minimumOut) revert TooLittleOut(amountOut, minimumOut);
        tokenIn.safeTransferFrom(msg.sender, address(this), amountIn);
        (reserve0, reserve1) = forward
            ? (reserveIn + amountIn, reserveOut - amountOut)
            : (reserveOut - amountOut, reserveIn + amountIn);
        swaps += 1;
        (forward ? token1 : token0).safeTransfer(to, amountOut);
        emit Swapped(msg.sender, address(tokenIn), amountIn, amountOut, to);
    }
}
