import fc from 'fast-check'
import type { Change, ChangeAction, ChangeTarget } from '@/lib/parallelism/changes'
import { UNASSIGNED } from '@/lib/parallelism/types'
import type { WhatIfBlock } from '@/lib/parallelism/what-if'
import { CONTRACTS, moduleOf, randomBlock } from './random-blocks'

const SENDERS = [1, 2, 3, 4, 5].map((n) => `0x${(0xa0 + n).toString(16).padStart(40, '0')}`)
const MODULE_IDS = ['defi', 'identity', UNASSIGNED]

/** Random blocks with senders, several transactions of each. */
export const whatIfBlock: fc.Arbitrary<WhatIfBlock> = fc
  .tuple(randomBlock, fc.array(fc.constantFrom(...SENDERS), { minLength: 14, maxLength: 14 }))
  .map(([{ access, costs }, senders]) => ({
    access,
    transactions: costs.map((cost, i) => ({ ...cost, sender: senders[i] ?? '' })),
    moduleOf,
  }))

/** The same with a sender of its own for each transaction. */
export const ofManySenders: fc.Arbitrary<WhatIfBlock> = randomBlock.map(({ access, costs }) => ({
  access,
  transactions: costs.map((cost, i) => ({ ...cost, sender: `0x${i.toString(16).padStart(40, '0')}` })),
  moduleOf,
}))

export const keysOf = (block: WhatIfBlock): string[] => [
  ...new Set(block.access.flatMap(({ reads, writes, credits }) => [...reads, ...writes, ...credits])),
]

/** A target that the block may hold: a key of it, a contract or a module. */
export function targetIn(block: WhatIfBlock, which: number): ChangeTarget {
  const keys = keysOf(block)
  const pick = <T>(items: readonly T[]): T | undefined => items[Math.floor(which / 3) % items.length]
  const key = pick(keys)
  if (which % 3 === 0 && key !== undefined) return { kind: 'key', key }
  if (which % 3 === 1) return { kind: 'contract', address: pick(CONTRACTS) ?? '' }
  return { kind: 'module', moduleId: pick(MODULE_IDS) ?? '' }
}

export const anyTarget = fc.nat(300)

export const relaxing: fc.Arbitrary<ChangeAction> = fc.oneof(
  fc.constant<ChangeAction>({ kind: 'commutative' }),
  fc
    .constantFrom<number | 'sender'>(1, 2, 3, 7, 'sender')
    .map((ways): ChangeAction => ({ kind: 'sharded', ways })),
)

export const changeIn = (block: WhatIfBlock, which: number, action: ChangeAction): Change => ({
  target: targetIn(block, which),
  action,
})
