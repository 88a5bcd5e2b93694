import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Block, Log, Receipt, Transaction } from '@/lib/chain/types'
import { inspectBlock, VerificationError, verifyBlock } from '@/lib/chain/verify'
import { hasRecordedBlocks, recordedBlock, recordedNumbers, WITHOUT_RECORDED_BLOCKS } from './mainnet'

const PRE_BYZANTIUM = [2179522, 2641321, 4330482]

describe.skipIf(!hasRecordedBlocks)('the recorded mainnet blocks', () => {
  it('are 24', () => {
    expect(recordedNumbers()).toHaveLength(24)
  })

  it.each(recordedNumbers())(
    '%i passes every check, but for the receipts root where none can be right',
    (number) => {
      const { block, receipts } = recordedBlock(number)
      const outcomes = inspectBlock(block, receipts, block.parentHash)
      const failed = Object.entries(outcomes).filter(([, outcome]) => outcome.verdict === 'fail')
      const unknown = Object.entries(outcomes).filter(([, outcome]) => outcome.verdict === 'indeterminate')
      expect(unknown).toEqual([])
      expect(failed.map(([check]) => check)).toEqual(PRE_BYZANTIUM.includes(number) ? ['receiptsRoot'] : [])
    },
  )

  it.each(PRE_BYZANTIUM)('%i is refused in one sentence', (number) => {
    const { block, receipts } = recordedBlock(number)
    const message = new RegExp(
      `^Block ${number} does not verify: receiptsRoot: the receipts give 0x.* but the header says 0x`,
    )
    expect(() => verifyBlock(block, receipts)).toThrow(message)
  })

  it('says that a parent is not known, and refuses a wrong one', () => {
    const { block, receipts } = recordedBlock(19934116)
    expect(verifyBlock(block, receipts).parentHash).toEqual({
      verdict: 'indeterminate',
      reason: 'the block before is not known here',
    })
    expect(() => verifyBlock(block, receipts, block.hash)).toThrow(
      `Block 19934116 does not verify: parentHash: the block before is ${block.hash} but the block names as its parent ${block.parentHash}.`,
    )
  })

  it('are refused with any field of the header changed', () => {
    const { block, receipts } = recordedBlock(19934116)
    const fields = Object.entries(block).filter(([name, value]) => !UNHASHED.has(name) && value !== undefined)
    expect(fields.map(([name]) => name)).toHaveLength(21)
    for (const [name, value] of fields) {
      expect(refusal({ ...block, [name]: changed(value) }, receipts)).toBe(
        HEADER_FIELDS.get(name) ?? 'headerHash',
      )
    }
  })

  it('are refused with any field of a transaction changed', () => {
    for (const number of [19934116, 13287210, 2641321]) {
      const { block, receipts } = recordedBlock(number)
      fc.assert(
        fc.property(fc.nat(block.transactions.length - 1), fc.nat(40), (at, pick) => {
          const transaction = nth(block.transactions, at)
          const names = Object.entries(transaction).filter(([name]) => counts(transaction, name))
          const [name, value] = nth(names, pick % names.length)
          const transactions = block.transactions.with(at, { ...transaction, [name]: changed(value) })
          const check = name === 'from' ? 'receipts' : 'transactions'
          expect(`${name} ${refusal({ ...block, transactions }, receipts)}`).toBe(`${name} ${check}`)
        }),
        { seed: 7, numRuns: 25 },
      )
    }
  })

  it('are refused with any field of a receipt changed', () => {
    const { block, receipts } = recordedBlock(19934116)
    fc.assert(
      fc.property(fc.nat(receipts.length - 1), fc.nat(40), (at, pick) => {
        const receipt = nth(receipts, at)
        const names = Object.entries(receipt).filter(
          ([name, value]) =>
            name !== 'logs' && name !== 'effectiveGasPrice' && value !== undefined && value !== null,
        )
        const [name, value] = nth(names, pick % names.length)
        const mutated = receipts.with(at, { ...receipt, [name]: changed(value) })
        const check = name === 'status' ? 'receiptsRoot' : name === 'logsBloom' ? 'logsBloom' : 'receipts'
        expect(`${name} ${refusal(block, mutated)}`).toBe(`${name} ${check}`)
      }),
      { seed: 7, numRuns: 200 },
    )
  })

  it('are refused with any field of a log changed', () => {
    const { block, receipts } = recordedBlock(19934116)
    const logs = receipts.flatMap((receipt) => receipt.logs)
    expect(logs.length).toBeGreaterThan(50)
    fc.assert(
      fc.property(fc.nat(logs.length - 1), fc.nat(40), (pick, field) => {
        const log = nth(logs, pick)
        const names = Object.entries(log)
        const [name, value] = nth(names, field % names.length)
        const mutated = replaceLog(receipts, log, { ...log, [name]: changed(value) })
        const check = LOG_FIELDS.get(name) ?? 'receipts'
        expect(`${name} ${refusal(block, mutated)}`).toBe(`${name} ${check}`)
      }),
      { seed: 7, numRuns: 200 },
    )
  })

  it('are refused with a receipt, a log, a transaction or a withdrawal missing, or two exchanged', () => {
    const { block, receipts } = recordedBlock(19934116)
    const log = nth(
      receipts.flatMap((receipt) => receipt.logs),
      10,
    )
    const [first, second, ...rest] = block.transactions
    if (first === undefined || second === undefined) throw new Error('the block has two transactions')
    expect(refusal(block, receipts.slice(0, -1))).toBe('receipts')
    expect(refusal(block, replaceLog(receipts, log))).toBe('receipts')
    expect(refusal({ ...block, transactions: block.transactions.slice(0, -1) }, receipts)).toBe(
      'transactionsRoot',
    )
    expect(refusal({ ...block, withdrawals: block.withdrawals?.slice(1) }, receipts)).toBe('withdrawalsRoot')
    const exchanged = [{ ...second, index: 0 }, { ...first, index: 1 }, ...rest]
    expect(refusal({ ...block, transactions: exchanged }, receipts)).toBe('transactionsRoot')
  })
})

if (!hasRecordedBlocks) it.skip(WITHOUT_RECORDED_BLOCKS, () => {})

/** What no hash of the block covers, or what is checked apart. */
const UNHASHED = new Set(['size', 'uncles', 'transactions', 'withdrawals'])
const HEADER_FIELDS = new Map([['hash', 'headerHash']])
const LOG_FIELDS = new Map([
  ['address', 'logsBloom'],
  ['topics', 'logsBloom'],
  ['data', 'receiptsRoot'],
])

/** Fields that the serialised transaction holds: a gas price beside EIP-1559 fees is the node's own comment. */
function counts(transaction: Transaction, name: string): boolean {
  const value = Object.entries(transaction).find(([key]) => key === name)?.[1]
  if (value === undefined || value === null) return false
  if (name === 'gasPrice') return transaction.type < 2
  if (name === 'chainId') return transaction.type > 0
  if (name === 'v') return transaction.type === 0
  return name !== 'type'
}

const ANY_ENTRY = { address: `0x${'1'.repeat(40)}`, storageKeys: [] }

function changed(value: unknown): unknown {
  if (typeof value === 'bigint') return value + 1n
  if (typeof value === 'number') return value === 0 ? 1 : value - 1
  if (Array.isArray(value))
    return typeof value[0] === 'string' ? value.with(0, changed(value[0])) : [...value, ...value, ANY_ENTRY]
  if (typeof value === 'string')
    return value === '0x' ? '0x00' : `${value.slice(0, -1)}${value.endsWith('0') ? '1' : '0'}`
  throw new Error(`no change for ${String(value)}`)
}

function refusal(block: Block, receipts: readonly Receipt[]): string {
  try {
    verifyBlock(block, receipts)
    return 'accepted'
  } catch (error) {
    if (!(error instanceof VerificationError)) throw error
    expect(error.message).toMatch(
      new RegExp(`^Block ${block.number} does not verify: ${error.check}: .+\\.$`),
    )
    return error.check
  }
}

function replaceLog(receipts: readonly Receipt[], log: Log, by?: Log): Receipt[] {
  return receipts.map((receipt) => ({
    ...receipt,
    logs: receipt.logs.flatMap((item) => (item === log ? (by === undefined ? [] : [by]) : [item])),
  }))
}

function nth<T>(items: readonly T[], at: number): T {
  const item = items[at]
  if (item === undefined) throw new RangeError(`no item ${at}`)
  return item
}
