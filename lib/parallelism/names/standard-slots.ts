import { keccak_256 } from '@noble/hashes/sha3.js'
import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { ADDRESS, BYTES32, inOrder, mapping, struct, TEXT, UINT256, VALUE } from './build'
import type { Layout, Variable, VariableType } from './layout-types'
import { numberOf, wordOf } from './words'

const hashOf = (text: string): bigint => numberOf(bytesToHex(keccak_256(utf8ToBytes(text))))

/** Where a namespace begins (ERC-7201): keccak256(keccak256(id) - 1) with the last byte cleared. */
export function namespaceSlot(id: string): bigint {
  const inner = wordOf(hashOf(id) - 1n)
  return (numberOf(bytesToHex(keccak_256(hexToBytes(inner)))) >> 8n) << 8n
}

const at = (slot: bigint, label: string, type: VariableType = VALUE): Variable => ({ label, slot, type })
const erc1967 = (name: string) => at(hashOf(`eip1967.proxy.${name}`) - 1n, `ERC-1967 ${name}`)

const BALANCES = mapping(ADDRESS, VALUE)
const ALLOWANCES = mapping(ADDRESS, mapping(ADDRESS, VALUE))

/** Variables of OpenZeppelin's contracts from version 5 on, by namespace. */
const OPENZEPPELIN: Record<string, Record<string, VariableType>> = {
  Initializable: { '_initialized/_initializing': VALUE },
  Ownable: { _owner: VALUE },
  Ownable2Step: { _pendingOwner: VALUE },
  Pausable: { _paused: VALUE },
  ReentrancyGuard: { _status: VALUE },
  AccessControl: { _roles: mapping(BYTES32, struct({ hasRole: mapping(ADDRESS, VALUE), adminRole: VALUE })) },
  ERC20: {
    _balances: BALANCES,
    _allowances: ALLOWANCES,
    _totalSupply: VALUE,
    _name: TEXT,
    _symbol: TEXT,
  },
  ERC721: {
    _name: TEXT,
    _symbol: TEXT,
    _owners: mapping(UINT256, VALUE),
    _balances: BALANCES,
    _tokenApprovals: mapping(UINT256, VALUE),
    _operatorApprovals: ALLOWANCES,
  },
  ERC4626: { '_asset/_underlyingDecimals': VALUE },
  Nonces: { _nonces: BALANCES },
  EIP712: { _hashedName: VALUE, _hashedVersion: VALUE, _name: TEXT, _version: TEXT },
}

/** Slots that a hash of a published name fixes: whoever uses them means the same by them. */
export const STANDARD: Layout = {
  variables: [
    ...['implementation', 'admin', 'beacon', 'rollback'].map(erc1967),
    at(hashOf('PROXIABLE'), 'ERC-1822 implementation'),
    at(hashOf('org.zeppelinos.proxy.implementation'), 'proxy implementation'),
    at(hashOf('org.zeppelinos.proxy.admin'), 'proxy admin'),
    ...Object.entries(OPENZEPPELIN).flatMap(([name, variables]) =>
      inOrder(namespaceSlot(`openzeppelin.storage.${name}`), variables),
    ),
    at(0x05345cdf77eb68f44cn, 'totalSupply'),
    at(0x87a211a2n, 'balances', mapping(ADDRESS, VALUE, 'solady')),
  ],
}
