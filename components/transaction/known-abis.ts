import { erc20Abi, erc721Abi, erc1155Abi, erc4626Abi, parseAbi } from 'viem'
import { PERSONHOOD_PAY_EVENTS } from '@/lib/audit/adapters/personhood-pay-abi'
import { callReader, eventReader } from '@/lib/chain/known'
import { REGISTRY_ABI } from '@/lib/chain/registry'

const WRAPPED_ETHER = parseAbi([
  'event Deposit(address indexed dst, uint256 wad)',
  'event Withdrawal(address indexed src, uint256 wad)',
  'function deposit()',
  'function withdraw(uint256 wad)',
])

/** What the site reads by name: the published token standards, the module registry and the payout programs. */
const KNOWN = [
  ...erc20Abi,
  ...erc721Abi,
  ...erc1155Abi,
  ...erc4626Abi,
  ...WRAPPED_ETHER,
  ...REGISTRY_ABI,
  ...PERSONHOOD_PAY_EVENTS,
]

export const readEvent = eventReader(KNOWN)
export const readCall = callReader(KNOWN)
