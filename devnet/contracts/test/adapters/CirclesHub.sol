// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

/// Personal Circles: the events, the views and the issuance of the Circles v2 hub, without trust, groups and transfers.
contract CirclesHub {
    uint256 private constant ONE = 1 << 64;
    uint256 private constant GAMMA = 18443079296116538654;
    uint256 internal constant EXA = 1e18;

    uint256 public inflationDayZero;
    uint256[15] private _daysOf24 = [
        442721857769029238784, 885355760875826166476, 1327901726794166863126, 1770359772994355928788,
        2212729916943227173193, 2655012176104144305282, 3097206567937001622606, 3539313109898224700583,
        3981331819440771081628, 4423262714014130964135, 4865105811064327891331, 5306861128033919439986,
        5748528682361997908993, 6190108491484191007805, 6631600572832662544739
    ];
    mapping(address human => uint256) public lastMint;
    mapping(address human => bool) public isHuman;
    mapping(address human => bool) public stopped;
    mapping(uint256 id => uint256) private _supply;
    mapping(uint256 id => uint256) private _supplyDay;

    event PersonalMint(address indexed human, uint256 amount, uint256 startPeriod, uint256 endPeriod);
    event RegisterHuman(address indexed avatar, address indexed inviter);
    event Stopped(address indexed avatar);
    event TransferSingle(
        address indexed operator, address indexed from, address indexed to, uint256 id, uint256 value
    );

    constructor(uint256 zero) {
        inflationDayZero = zero;
    }

    function register(address human, bool welcome) external {
        isHuman[human] = true;
        lastMint[human] = block.timestamp;
        if (welcome) issue(human, human, 48 * EXA);
        emit RegisterHuman(human, msg.sender);
    }

    function stop() external {
        stopped[msg.sender] = true;
        emit Stopped(msg.sender);
    }

    function personalMint() external {
        require(isHuman[msg.sender] && !stopped[msg.sender], "no human");
        mintSince(msg.sender, lastMint[msg.sender]);
    }

    function burn(uint256 amount) external {
        uint256 id = uint160(msg.sender);
        _supply[id] = totalSupply(id) - amount;
        _supplyDay[id] = day(block.timestamp);
        emit TransferSingle(msg.sender, msg.sender, address(0), id, amount);
    }

    function totalSupply(uint256 id) public view returns (uint256) {
        return (power(day(block.timestamp) - _supplyDay[id]) * _supply[id]) >> 64;
    }

    function mintSince(address human, uint256 since) internal {
        if (since + 1 hours > block.timestamp) return;
        uint256 start = block.timestamp - 2 weeks > since ? block.timestamp - 2 weeks : since;
        (uint256 amount, uint256 from, uint256 to) = issuance(start);
        issue(human, human, amount);
        lastMint[human] = block.timestamp;
        emit PersonalMint(human, amount, from, to);
    }

    function issuance(uint256 start) internal view returns (uint256 amount, uint256 from, uint256 to) {
        uint256 first = day(start);
        uint256 last = day(block.timestamp);
        uint256 k = (start - (first * 1 days + inflationDayZero)) / 1 hours;
        uint256 l = ((last + 1) * 1 days + inflationDayZero - block.timestamp) / 1 hours + 1;
        uint256 over = ((power(last - first) * (k << 64)) >> 64) + (l << 64);
        amount = ((_daysOf24[last - first] - over) * EXA) >> 64;
        from = inflationDayZero + first * 1 days + k * 1 hours;
        to = inflationDayZero + (last + 1) * 1 days - l * 1 hours;
    }

    function issue(address to, address owner, uint256 amount) internal {
        uint256 id = uint160(owner);
        _supply[id] = totalSupply(id) + amount;
        _supplyDay[id] = day(block.timestamp);
        emit TransferSingle(msg.sender, address(0), to, id, amount);
    }

    function day(uint256 timestamp) internal view returns (uint256) {
        return (timestamp - inflationDayZero) / 1 days;
    }

    /// GAMMA to a power, in 64.64.
    function power(uint256 n) internal pure returns (uint256) {
        uint256 result = 1 << 128;
        for (uint256 x = GAMMA << 63; n > 0; n >>= 1) {
            if (n & 1 == 1) result = (result * x) >> 127;
            x = (x * x) >> 127;
        }
        return result >> 64;
    }
}

/// A hub that mints what it is told to.
contract LooseCirclesHub is CirclesHub {
    constructor(uint256 zero) CirclesHub(zero) {}

    /// Hours from any moment on, minted already or not.
    function mintFrom(address human, uint256 since) external {
        (uint256 amount, uint256 from, uint256 to) = issuance(since);
        issue(human, human, amount);
        emit PersonalMint(human, amount, from, to);
    }

    /// A mint with more than its hours are worth.
    function mintMore(address human, uint256 more) external {
        (uint256 amount, uint256 from, uint256 to) = issuance(lastMint[human]);
        issue(human, human, amount + more);
        lastMint[human] = block.timestamp;
        emit PersonalMint(human, amount + more, from, to);
    }

    /// The event alone, or the tokens to another.
    function mintTo(address human, address payee) external {
        (uint256 amount, uint256 from, uint256 to) = issuance(lastMint[human]);
        if (payee != address(0)) issue(payee, human, amount);
        lastMint[human] = block.timestamp;
        emit PersonalMint(human, amount, from, to);
    }

    /// Tokens without the event.
    function issueUntold(address human, uint256 amount) external {
        issue(human, human, amount);
    }
}
