import { encodeFunctionData, parseAbi } from 'viem'
import type { Hex, ProgramIdentity } from './types'

/**
 * A question about the chain's state at the end of a block, whose answer anybody can ask for again. Views answer what they return
 * ("0x" where the contract has none of that name), digests the keccak-256 of it, slots their word, code its keccak-256.
 */
export type StateQuestion =
  | { id: string; kind: 'view'; to: Hex; data: Hex }
  | { id: string; kind: 'digest'; to: Hex; data: Hex }
  | { id: string; kind: 'slot'; to: Hex; slot: Hex }
  | { id: string; kind: 'code'; to: Hex }

/** An answer to a question, by its id. */
export interface StateAnswer {
  id: string
  blockNumber: bigint
  answer: Hex
}

/** Storage slots of ERC-1967 proxies. */
export const PROXY_SLOTS = {
  implementation: '0x360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc',
  admin: '0xb53127684a568b3173ae13b9f8a6016e243e63b6e8ee1178d6a717850b5d6103',
  beacon: '0xa3f0ad74e5423aebfd80d3ef4346578335a9a72aeaee59ff6cb3582b35133d50',
} as const

const VIEWS = parseAbi([
  'function totalSupply() view returns (uint256)',
  'function budget() view returns (uint256)',
  'function cap() view returns (uint256)',
  'function smallestAnonymitySet() view returns (uint256)',
  'function delay() view returns (uint64)',
  'function governor() view returns (address)',
  'function owner() view returns (address)',
  'function founder() view returns (address)',
  'function program() view returns (address)',
  'function token() view returns (address)',
  'function treasury() view returns (address)',
  'function verifier() view returns (address)',
  'function lastEpoch() view returns (uint256)',
  'function paused() view returns (bool)',
  'struct Region { uint32 region; string name; uint256 population; uint32 need; uint32 geography; }',
  'function regionTable() view returns (Region[] regions, uint32[] parents)',
])
type View = (typeof VIEWS)[number]['name']

/** The contracts that a program names by views of its own, by what they are to it. */
export const NAMED_PARTS = ['token', 'treasury', 'verifier'] as const

/** The parameters that the program's views state as one word, by their names in the log. */
export const PARAMETER_VIEWS = ['budget', 'cap', 'smallestAnonymitySet', 'delay', 'governor'] as const

/** The contracts of a program. */
export type ProgramParts = Pick<ProgramIdentity, 'address' | 'treasury' | 'verifier' | 'token'>

/** The contracts that a payment passes through, by what they are to the program, each once. */
export function partsOf({
  address,
  treasury,
  verifier,
  token,
}: ProgramParts): { name: string; address: Hex }[] {
  const parts = [
    { name: 'program', address },
    { name: 'treasury', address: treasury },
    { name: 'verifier', address: verifier },
    { name: 'token', address: token },
  ]
  return parts.filter((part, at) => parts.findIndex((other) => other.address === part.address) === at)
}

/** What is asked before an epoch and at its close. */
export function stateQuestions(program: ProgramParts): StateQuestion[] {
  const view = (id: string, to: Hex, functionName: View): StateQuestion => ({
    id,
    kind: 'view',
    to,
    data: encodeFunctionData({ abi: VIEWS, functionName }),
  })
  const regions = encodeFunctionData({ abi: VIEWS, functionName: 'regionTable' })
  return [
    view('supply', program.token, 'totalSupply'),
    view('lastEpoch', program.address, 'lastEpoch'),
    { id: 'digest:regions', kind: 'digest', to: program.address, data: regions },
    ...NAMED_PARTS.map((name) => view(`named:${name}`, program.address, name)),
    ...PARAMETER_VIEWS.map((name) => view(`parameter:${name}`, program.address, name)),
    view('appointed', program.treasury, 'program'),
    view('founder', program.treasury, 'founder'),
    ...partsOf(program).flatMap(({ name, address }): StateQuestion[] => [
      view(`owner:${name}`, address, 'owner'),
      view(`paused:${name}`, address, 'paused'),
      { id: `code:${name}`, kind: 'code', to: address },
      ...Object.entries(PROXY_SLOTS).map(
        ([slotName, slot]): StateQuestion => ({ id: `${slotName}:${name}`, kind: 'slot', to: address, slot }),
      ),
    ]),
  ]
}
