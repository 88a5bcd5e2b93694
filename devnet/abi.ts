import { parseAbi } from 'viem'

/** The functions that the deployment and the workload call, by contract; a test holds them against the compiler's. */
export const registryAbi = parseAbi([
  'function registerModule(bytes32 moduleId, string name, string description)',
  'function addContract(bytes32 moduleId, address contractAddress, string label)',
  'function registerProgram(bytes32 moduleId, address program, string kind, string name)',
])
export const accreditationsAbi = parseAbi(['function accredit(bytes32 role, address account)'])
export const regionGroupsAbi = parseAbi([
  'function setRegistrar(uint32 region, address registrar)',
  'function add(uint32 region, uint256[] commitments)',
  'function remove(uint32 region, uint256 commitment, uint256[] siblings)',
])
export const tokenAbi = parseAbi([
  'function transfer(address to, uint256 value)',
  'function approve(address spender, uint256 value)',
])
export const treasuryAbi = parseAbi(['function appoint(address program_)'])
export const programAbi = parseAbi([
  'function openEpoch()',
  'function closeEpoch()',
  'function claim(uint256 epoch, uint32 region, address recipient, uint256 nullifier, bytes proof)',
  'function schedule(bytes32 parameter, bytes value)',
  'function execute(bytes32 operation)',
])
export const poolAbi = parseAbi([
  'function addLiquidity(uint256 amount0, uint256 amount1)',
  'function removeLiquidity(uint256 shares)',
  'function swap(address tokenIn, uint256 amountIn, uint256 minimumOut, address to)',
])
export const vaultAbi = parseAbi([
  'function deposit(uint256 assets, address receiver)',
  'function redeem(uint256 shares, address receiver, address owner)',
])
export const shipmentsAbi = parseAbi([
  'function order(address consignee, uint256 freight, bytes32 manifest)',
  'function handOver(uint256 shipment, address carrier)',
  'function deliver(uint256 shipment)',
])
export const anchorsAbi = parseAbi([
  'function anchor(bytes32 recordHash, address holder)',
  'function read(bytes32 recordHash)',
])
export const consentsAbi = parseAbi([
  'function give(bytes32 recordHash, address reader, uint64 until)',
  'function withdraw(bytes32 recordHash, address reader)',
])
export const gridAbi = parseAbi([
  'function install(address owner)',
  'function report(uint256 meter, uint128 produced, uint128 consumed)',
  'function settle(uint256 meter)',
])
export const loadAbi = parseAbi(['function prepare(address[] reporters)', 'function report(uint256 notes)'])
export const tallyAbi = parseAbi(['function count()', 'function countOwn()', 'function fill(uint256 rounds)'])
