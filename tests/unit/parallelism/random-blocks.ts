import fc from 'fast-check'
import { balanceKey, codeKey, nonceKey, storageKey } from '@/lib/parallelism/keys'
import type { AccessSet, ModuleOf, TransactionCost } from '@/lib/parallelism/types'

export interface RandomBlock {
  access: AccessSet[]
  costs: TransactionCost[]
}

const address = (n: number) => `0x${n.toString(16).padStart(40, '0')}`
const slot = (n: number) => `0x${n.toString(16).padStart(64, '0')}`

/** Accounts 1 to 5 are contracts; 1 and 2 belong to one module, 3 to another, 4 and 5 to none. */
export const CONTRACTS = [1, 2, 3, 4, 5].map(address)
const ACCOUNTS = [...CONTRACTS, ...[6, 7, 8].map(address)]
const MODULES = new Map([
  [address(1), 'defi'],
  [address(2), 'defi'],
  [address(3), 'identity'],
])
export const moduleOf: ModuleOf = (contract) => MODULES.get(contract)

const contract = fc.constantFrom(...CONTRACTS)
const account = fc.constantFrom(...ACCOUNTS)
const key = fc.oneof(
  { weight: 3, arbitrary: fc.tuple(contract, fc.nat(3)).map(([a, n]) => storageKey(a, slot(n))) },
  account.map(nonceKey),
  account.map(balanceKey),
  account.map(codeKey),
)

const transaction = fc
  .record({
    updates: fc.array(key, { maxLength: 3 }),
    reads: fc.array(key, { maxLength: 3 }),
    writes: fc.array(key, { maxLength: 2 }),
    credits: fc.array(account.map(balanceKey), { maxLength: 2 }),
    target: fc.option(account, { nil: undefined }),
    gas: fc.oneof(fc.bigInt(1n, 6n), fc.bigInt(21_000n, 9_000_000n)),
  })
  .map(({ updates, reads, writes, credits, target, gas }) => {
    const keys = [...updates, ...reads, ...writes, ...credits]
    const touched = CONTRACTS.filter((a) => a === target || keys.some((k) => k.slice(2, 44) === a))
    return {
      access: {
        reads: [...updates, ...reads],
        writes: [...updates, ...writes],
        credits,
        contracts: touched,
      },
      cost: { gas, target },
    }
  })

/** Blocks of few keys, so that nearly everything conflicts: read-modify-writes, blind writes, credits, duplicates. */
export const randomBlock: fc.Arbitrary<RandomBlock> = fc
  .array(transaction, { maxLength: 14 })
  .map((transactions) => ({
    access: transactions.map(({ access }) => access),
    costs: transactions.map(({ cost }) => cost),
  }))

/** A fixed seed: the same cases in every run. */
export const SEEDED = { seed: 20_261_122, numRuns: 400 }
