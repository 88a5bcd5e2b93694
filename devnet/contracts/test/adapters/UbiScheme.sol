// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";

/// Whitelisted roots, and accounts that belong to them, as GoodDollar's identity contract answers.
contract Whitelist {
    mapping(address account => address) public getWhitelistedRoot;

    function connect(address account, address root) external {
        getWhitelistedRoot[account] = root;
    }
}

/// The events, views, state and daily formula of GoodDollar's UBISchemeV2.
contract UbiScheme {
    using SafeERC20 for IERC20;

    IERC20 public nativeToken;
    Whitelist public identity;
    uint256 public periodStart;
    uint256 public currentDay;
    uint256 public lastWithdrawDay;
    uint256 public dailyUbi;
    bool public shouldWithdrawFromDAO;
    uint256 public cycleLength = 30;
    uint256 public dailyCyclePool;
    uint256 public startOfCycle;
    uint256 public currentCycleLength;
    uint256 public minActiveUsers;
    bool public paused;
    uint32 public reserveFactor = 10500;
    mapping(uint256 day => uint256) public getClaimerCount;
    mapping(uint256 day => mapping(address root => bool)) public claimed;

    event UBICalculated(uint256 day, uint256 dailyUbi, uint256 blockNumber);
    event UBICycleCalculated(uint256 day, uint256 pool, uint256 cycleLength, uint256 dailyUBIPool);
    event UBIClaimed(address indexed claimer, uint256 amount);
    event CycleLengthSet(uint256 newCycleLength);
    event DaySet(uint256 newDay);

    constructor(IERC20 token, Whitelist identity_, uint256 start, uint256 minimum) {
        nativeToken = token;
        identity = identity_;
        periodStart = start;
        startOfCycle = start;
        minActiveUsers = minimum;
    }

    function claim() external virtual {
        address root = identity.getWhitelistedRoot(msg.sender);
        require(!paused && root != address(0), "not whitelisted");
        uint256 amount = calculate();
        require(!claimed[currentDay][root], "claimed");
        claimed[currentDay][root] = true;
        pay(root, amount, msg.sender, amount);
    }

    function setCycleLength(uint256 length) external {
        cycleLength = length;
        currentCycleLength = 0;
        emit CycleLengthSet(length);
    }

    /// As GoodProtocol's: without an event.
    function setNewClaimersReserveFactor(uint32 factor) external {
        reserveFactor = factor;
    }

    function withdraw(uint256 amount, address recipient) external {
        nativeToken.safeTransfer(recipient, amount);
    }

    function pay(address root, uint256 amount, address payee, uint256 moved) internal {
        getClaimerCount[currentDay]++;
        emit UBIClaimed(root, amount);
        nativeToken.safeTransfer(payee, moved);
    }

    function calculate() internal returns (uint256) {
        uint256 day = (block.timestamp - periodStart) / 1 days;
        if (day > currentDay) {
            currentDay = day;
            emit DaySet(day);
        }
        if (currentDay == lastWithdrawDay && dailyUbi != 0) return dailyUbi;
        uint256 balance = nativeToken.balanceOf(address(this));
        uint256 passed = (block.timestamp - startOfCycle) / 1 days;
        uint256 pool = balance / cycleLength;
        bool starts = passed >= currentCycleLength || pool > (dailyCyclePool * 105) / 100
            || balance < dailyCyclePool * (cycleLength - passed);
        if (starts) {
            dailyCyclePool = pool;
            currentCycleLength = cycleLength;
            startOfCycle = (block.timestamp / 1 hours) * 1 hours;
            emit UBICycleCalculated(currentDay, balance, cycleLength, pool);
        }
        uint256 before = getClaimerCount[lastWithdrawDay];
        lastWithdrawDay = currentDay;
        uint256 active = (before * reserveFactor) / 10000;
        dailyUbi = dailyCyclePool / (active >= minActiveUsers ? active : minActiveUsers);
        if (before / 2 > minActiveUsers) minActiveUsers = before / 2;
        emit UBICalculated(currentDay, dailyUbi, block.number);
        return dailyUbi;
    }
}

/// A scheme whose operator does what they like.
contract LooseUbiScheme is UbiScheme {
    constructor(IERC20 token, Whitelist identity_, uint256 start, uint256 minimum)
        UbiScheme(token, identity_, start, minimum)
    {}

    /// A claim that nobody checks: event and payment as given.
    function claimAs(address root, uint256 amount, address payee, uint256 moved) external {
        calculate();
        pay(root, amount, payee, moved);
    }

    function claimToday(address root, address payee) external {
        uint256 amount = calculate();
        pay(root, amount, payee, amount);
    }

    function stateAmount(uint256 amount) external {
        dailyUbi = amount;
        lastWithdrawDay = (block.timestamp - periodStart) / 1 days;
        currentDay = lastWithdrawDay;
        emit UBICalculated(currentDay, amount, block.number);
    }

    function miscount(uint256 day, uint256 count) external {
        getClaimerCount[day] = count;
    }

    function setMinActiveUsers(uint256 minimum) external {
        minActiveUsers = minimum;
    }

    function calculateAgain() external {
        emit UBICalculated(currentDay, dailyUbi, block.number);
    }
}
