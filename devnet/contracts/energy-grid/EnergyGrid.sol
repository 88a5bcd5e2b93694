// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Accreditations} from "../identity/Accreditations.sol";
import {EnergyCredit} from "./EnergyCredit.sol";

/// Meters report what they fed in and drew; settlement turns a surplus into credits and charges a shortfall, in
/// credits first and in money for the rest. The totals of the grid are touched by every reading.
contract EnergyGrid {
    using SafeERC20 for IERC20;

    struct Meter {
        address owner;
        uint128 produced;
        uint128 consumed;
        int256 open;
    }

    event MeterInstalled(uint256 indexed meter, address indexed owner);
    event Reading(uint256 indexed meter, uint128 produced, uint128 consumed);
    event Settled(uint256 indexed meter, address indexed owner, int256 net, uint256 credits, uint256 charge);

    error NotOwner(uint256 meter, address caller);
    error NothingToSettle(uint256 meter);

    bytes32 public constant OPERATOR = "meter-operator";

    IERC20 public immutable money;
    EnergyCredit public immutable credit;
    Accreditations public immutable accreditations;
    uint256 public immutable tariff;
    uint256 public meters;
    uint256 public totalProduced;
    uint256 public totalConsumed;
    uint256 public readings;
    mapping(uint256 meter => Meter) public meterOf;

    constructor(IERC20 money_, EnergyCredit credit_, Accreditations accreditations_, uint256 tariff_) {
        (money, credit, accreditations, tariff) = (money_, credit_, accreditations_, tariff_);
    }

    function install(address owner) external returns (uint256 meter) {
        accreditations.check(OPERATOR, msg.sender);
        meter = ++meters;
        meterOf[meter].owner = owner;
        emit MeterInstalled(meter, owner);
    }

    function report(uint256 meter, uint128 produced, uint128 consumed) external {
        Meter storage item = meterOf[meter];
        if (item.owner != msg.sender) revert NotOwner(meter, msg.sender);
        item.produced += produced;
        item.consumed += consumed;
        item.open += int256(uint256(produced)) - int256(uint256(consumed));
        totalProduced += produced;
        totalConsumed += consumed;
        readings += 1;
        emit Reading(meter, produced, consumed);
    }

    function settle(uint256 meter) external {
        Meter storage item = meterOf[meter];
        int256 net = item.open;
        if (net == 0) revert NothingToSettle(meter);
        item.open = 0;
        if (net > 0) {
            credit.mint(item.owner, uint256(net));
            emit Settled(meter, item.owner, net, uint256(net), 0);
            return;
        }
        uint256 due = uint256(-net);
        uint256 held = credit.balanceOf(item.owner);
        uint256 burned = held < due ? held : due;
        uint256 charge = (due - burned) * tariff / 1e18;
        if (burned > 0) credit.burn(item.owner, burned);
        if (charge > 0) money.safeTransferFrom(item.owner, address(this), charge);
        emit Settled(meter, item.owner, net, burned, charge);
    }
}
