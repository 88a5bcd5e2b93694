// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";

/// Holds the money of one program and gives it out to that program alone, epoch by epoch.
contract Treasury {
    using SafeERC20 for IERC20;

    event ProgramAppointed(address indexed program);
    event EpochFunded(address indexed program, uint256 indexed epoch, uint256 amount);

    error NotProgram(address caller);
    error AlreadyAppointed(address program);
    error AlreadyFunded(uint256 epoch);
    error NotFounder(address caller);

    IERC20 public immutable token;
    address public immutable founder;
    address public program;
    mapping(uint256 epoch => bool) public funded;

    constructor(IERC20 token_, address founder_) {
        token = token_;
        founder = founder_;
    }

    /// The program is named once, and never again: nobody else can draw on the treasury.
    function appoint(address program_) external {
        if (msg.sender != founder) revert NotFounder(msg.sender);
        if (program != address(0)) revert AlreadyAppointed(program);
        program = program_;
        emit ProgramAppointed(program_);
    }

    /// Moves the budget of an epoch to the program; once an epoch.
    function fund(uint256 epoch, uint256 amount) external virtual {
        if (msg.sender != program) revert NotProgram(msg.sender);
        if (funded[epoch]) revert AlreadyFunded(epoch);
        funded[epoch] = true;
        token.safeTransfer(program, amount);
        emit EpochFunded(program, epoch, amount);
    }
}
