// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Accreditations} from "../identity/Accreditations.sol";

/// Shipments with a chain of custody; the freight is held from the order on and paid at delivery.
contract Shipments {
    using SafeERC20 for IERC20;

    enum Stage {
        None,
        Ordered,
        InTransit,
        Delivered
    }

    struct Shipment {
        address sender;
        address consignee;
        address custodian;
        Stage stage;
        uint32 handovers;
        uint256 freight;
        bytes32 custody;
    }

    event Ordered(uint256 indexed shipment, address indexed sender, address indexed consignee, uint256 freight);
    event HandedOver(uint256 indexed shipment, address indexed from, address indexed to, bytes32 custody);
    event Delivered(uint256 indexed shipment, address indexed carrier, uint256 freight);

    error NotCustodian(uint256 shipment, address caller);
    error NotConsignee(uint256 shipment, address caller);
    error WrongStage(uint256 shipment, Stage stage);

    bytes32 public constant CARRIER = "carrier";

    IERC20 public immutable token;
    Accreditations public immutable accreditations;
    uint256 public count;
    uint256 public inTransit;
    mapping(uint256 shipment => Shipment) public shipments;
    mapping(address carrier => uint256) public delivered;

    constructor(IERC20 token_, Accreditations accreditations_) {
        (token, accreditations) = (token_, accreditations_);
    }

    function order(address consignee, uint256 freight, bytes32 manifest) external returns (uint256 shipment) {
        shipment = ++count;
        shipments[shipment] = Shipment(msg.sender, consignee, msg.sender, Stage.Ordered, 0, freight, manifest);
        token.safeTransferFrom(msg.sender, address(this), freight);
        emit Ordered(shipment, msg.sender, consignee, freight);
    }

    /// Passes custody on to an accredited carrier.
    function handOver(uint256 shipment, address carrier) external {
        Shipment storage item = shipments[shipment];
        if (item.stage != Stage.Ordered && item.stage != Stage.InTransit) revert WrongStage(shipment, item.stage);
        if (item.custodian != msg.sender) revert NotCustodian(shipment, msg.sender);
        accreditations.check(CARRIER, carrier);
        if (item.stage == Stage.Ordered) inTransit += 1;
        item.stage = Stage.InTransit;
        item.custodian = carrier;
        item.handovers += 1;
        item.custody = keccak256(abi.encode(item.custody, msg.sender, carrier));
        emit HandedOver(shipment, msg.sender, carrier, item.custody);
    }

    /// The consignee takes the goods, and the carrier is paid.
    function deliver(uint256 shipment) external {
        Shipment storage item = shipments[shipment];
        if (item.stage != Stage.InTransit) revert WrongStage(shipment, item.stage);
        if (item.consignee != msg.sender) revert NotConsignee(shipment, msg.sender);
        item.stage = Stage.Delivered;
        inTransit -= 1;
        delivered[item.custodian] += 1;
        token.safeTransfer(item.custodian, item.freight);
        emit Delivered(shipment, item.custodian, item.freight);
    }
}
