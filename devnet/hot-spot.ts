import {
  type Address,
  concatHex,
  encodeAbiParameters,
  encodeFunctionData,
  getContractAddress,
  parseAbiParameters,
  stringToHex,
} from 'viem'
import { loadAbi, registryAbi } from './abi'
import { accountAddress, accountAddresses, DEPLOYER, KEEPER, PERSONS } from './accounts'
import { type Artifacts, artifactOf } from './compile'
import { contractAddresses } from './layout'
import type { DevnetSettings } from './settings'
import type { PlannedTransaction } from './transaction'
import { createRandom } from './workload/random'

/** The planted contract as the registry announces it. */
export const HOT_SPOT = { contract: 'GridLoad', moduleId: 'energy-grid', label: 'Grid load' } as const

const REPORTERS = PERSONS.slice(0, 40)
const CREATION_GAS = 2_000_000n
/** What a report costs at most: so much, and so much more for each slot that it fills. */
const REPORT_GAS = 80_000
const NOTE_GAS = 23_000

/** Where the hot spot is: the first contract of an account that otherwise creates none. */
export function hotSpotAddress(): Address {
  const from = accountAddresses()[KEEPER]
  if (from === undefined) throw new Error('The keeper has no address.')
  return getContractAddress({ from, nonce: 0n })
}

/** The transactions that put the hot spot into its module; none where the settings ask for none. */
export function plantHotSpot({ hotSpot }: DevnetSettings, compiled: Artifacts): PlannedTransaction[] {
  if (hotSpot === undefined) return []
  const { bytecode } = artifactOf(compiled, HOT_SPOT.contract)
  const apart = encodeAbiParameters(parseAbiParameters('bool'), [!hotSpot.shared])
  const moduleId = stringToHex(HOT_SPOT.moduleId, { size: 32 })
  const announced = [moduleId, hotSpotAddress(), HOT_SPOT.label] as const
  const reporters = [REPORTERS.map(accountAddress)] as const
  const plant = (from: number, kind: string) => ({ from, value: 0n, gas: CREATION_GAS, kind })
  return [
    { ...plant(KEEPER, 'create GridLoad'), data: concatHex([bytecode, apart]) },
    {
      ...plant(KEEPER, 'prepare counters'),
      to: hotSpotAddress(),
      data: encodeFunctionData({ abi: loadAbi, functionName: 'prepare', args: reporters }),
    },
    {
      ...plant(DEPLOYER, 'announce'),
      to: contractAddresses().ModuleRegistry,
      data: encodeFunctionData({ abi: registryAbi, functionName: 'addContract', args: announced }),
    },
  ]
}

/**
 * Puts the hot spot's transactions, each of another sender, at places of their own between those of a block. What else
 * is drawn for the block does not depend on them.
 */
export function withHotSpot(
  { seed, hotSpot }: DevnetSettings,
  planned: readonly PlannedTransaction[],
  block: number,
): PlannedTransaction[] {
  if (hotSpot === undefined) return [...planned]
  const random = createRandom(`${seed}/hot spot/${block}`)
  const idle = [...REPORTERS]
  const all = [...planned]
  const gas = BigInt(REPORT_GAS + NOTE_GAS * hotSpot.notes)
  for (let left = Math.min(hotSpot.transactions, REPORTERS.length); left > 0; left--) {
    const [from] = idle.splice(random.below(idle.length), 1)
    if (from === undefined) break
    const data = encodeFunctionData({ abi: loadAbi, functionName: 'report', args: [BigInt(hotSpot.notes)] })
    const report = { from, to: hotSpotAddress(), data, value: 0n, gas, kind: 'report load' }
    all.splice(random.below(all.length + 1), 0, report)
  }
  return all
}
