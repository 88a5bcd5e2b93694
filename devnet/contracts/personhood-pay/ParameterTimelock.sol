// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

/// Parameters that change only after a delay, with an event for every change, the first values included.
abstract contract ParameterTimelock {
    struct Operation {
        bytes32 parameter;
        bytes value;
        uint64 executableAt;
    }

    event ParameterScheduled(
        bytes32 indexed operation, bytes32 indexed parameter, bytes value, uint64 executableAt
    );
    event ParameterChanged(
        bytes32 indexed operation, bytes32 indexed parameter, bytes oldValue, bytes newValue
    );

    error NotGovernor(address caller);
    error UnknownParameter(bytes32 parameter);
    error UnknownOperation(bytes32 operation);
    error TooEarly(bytes32 operation, uint64 executableAt);
    error InvalidValue(bytes32 parameter);

    bytes32 internal constant GOVERNOR = "governor";
    bytes32 internal constant DELAY = "delay";

    address public governor;
    uint64 public delay;
    uint256 public operations;
    mapping(bytes32 operation => Operation) private _operations;

    constructor(address governor_, uint64 delay_) {
        governor = governor_;
        delay = delay_;
        emit ParameterChanged(0, GOVERNOR, "", abi.encode(governor_));
        emit ParameterChanged(0, DELAY, "", abi.encode(delay_));
    }

    /// Announces a change. The operation's id is keccak256(abi.encode(this, count, parameter, value)), count from 1.
    function schedule(bytes32 parameter, bytes calldata value) external returns (bytes32 operation) {
        if (msg.sender != governor) revert NotGovernor(msg.sender);
        _check(parameter, value);
        operation = keccak256(abi.encode(address(this), ++operations, parameter, value));
        uint64 executableAt = uint64(block.timestamp) + delay;
        _operations[operation] = Operation(parameter, value, executableAt);
        emit ParameterScheduled(operation, parameter, value, executableAt);
    }

    /// Carries out an announced change once its delay has passed; anyone may call it.
    function execute(bytes32 operation) external {
        Operation memory due = _operations[operation];
        if (due.executableAt == 0) revert UnknownOperation(operation);
        if (block.timestamp < due.executableAt) revert TooEarly(operation, due.executableAt);
        delete _operations[operation];
        bytes memory oldValue = _apply(due.parameter, due.value);
        emit ParameterChanged(operation, due.parameter, oldValue, due.value);
    }

    /// Reverts unless the parameter exists and the value is one that it can take.
    function _check(bytes32 parameter, bytes calldata value) internal view virtual {
        if (parameter == GOVERNOR) {
            if (abi.decode(value, (address)) == address(0)) revert InvalidValue(parameter);
        } else if (parameter == DELAY) {
            abi.decode(value, (uint64));
        } else {
            revert UnknownParameter(parameter);
        }
    }

    /// Sets the parameter and returns the value that it had.
    function _apply(bytes32 parameter, bytes memory value) internal virtual returns (bytes memory oldValue) {
        if (parameter == GOVERNOR) {
            oldValue = abi.encode(governor);
            governor = abi.decode(value, (address));
        } else {
            oldValue = abi.encode(delay);
            delay = abi.decode(value, (uint64));
        }
    }
}
