import { parseAbi } from 'viem'

/** Events of the program and of the contract that keeps the regions' groups of persons. */
export const PERSONHOOD_PAY_EVENTS = parseAbi([
  'event EpochOpened(uint256 indexed epoch, uint256 budget, uint256 cap, uint64 opensAt, uint64 closesAt, bytes32 tableHash)',
  'event RegionSnapshot(uint256 indexed epoch, uint32 indexed region, string name, uint256 population, uint32 need, uint32 geography, uint256 root, uint256 active)',
  'event RegionMerged(uint256 indexed epoch, uint32 indexed region, uint32 indexed into, uint256 active)',
  'event Claimed(uint256 indexed epoch, uint32 indexed region, uint256 indexed nullifier, address recipient, uint256 amount, uint256 root)',
  'event EpochClosed(uint256 indexed epoch, uint256 paid, uint256 reclaimed)',
  'event ParameterScheduled(bytes32 indexed operation, bytes32 indexed parameter, bytes value, uint64 executableAt)',
  'event ParameterChanged(bytes32 indexed operation, bytes32 indexed parameter, bytes oldValue, bytes newValue)',
  'event MemberAdded(uint32 indexed region, uint256 indexed commitment)',
  'event MemberRemoved(uint32 indexed region, uint256 indexed commitment)',
])

/** What the program says of itself when asked. */
export const PERSONHOOD_PAY_VIEWS = parseAbi([
  'function token() view returns (address)',
  'function treasury() view returns (address)',
  'function verifier() view returns (address)',
  'function epochDuration() view returns (uint64)',
  'function firstOpensAt() view returns (uint64)',
])

const REGIONS = {
  name: 'regions',
  type: 'tuple[]',
  components: [
    { name: 'region', type: 'uint32' },
    { name: 'name', type: 'string' },
    { name: 'population', type: 'uint256' },
    { name: 'need', type: 'uint32' },
    { name: 'geography', type: 'uint32' },
  ],
} as const

/** The table of an epoch as its opening hashes it: keccak256(abi.encode(Region[])). */
export const EPOCH_TABLE = [REGIONS] as const

/** The published table as the parameter "regions" holds it: abi.encode(Region[], uint32[] parents). */
export const PUBLISHED_TABLE = [REGIONS, { name: 'parents', type: 'uint32[]' }] as const
