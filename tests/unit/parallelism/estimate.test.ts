import { expect, test } from 'vitest'
import { estimateAccessSets } from '@/lib/parallelism/estimate'

const sender = `0x${'a'.repeat(40)}`
const token = `0x${'1'.repeat(40)}`
const pool = `0x${'2'.repeat(40)}`
const holder = (digit: string) => `0x${'0'.repeat(24)}${digit.repeat(40)}`
const zero = `0x${'0'.repeat(64)}`
const TRANSFER = '0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef'

test('a transfer of tokens changes the holders that it names, any other event its contract', () => {
  const [set] = estimateAccessSets({
    transactions: [{ from: sender, to: token, created: null, value: 0n, status: 1, input: '0xa9059cbb' }],
    logs: [
      [
        { address: token, topics: [TRANSFER, holder('a'), holder('b')] },
        { address: token, topics: [TRANSFER, zero, holder('b')] },
        { address: pool, topics: [`0x${'5'.repeat(64)}`] },
      ],
    ],
  })
  const changed = [`s:${token}:${holder('a')}`, `s:${token}:${holder('b')}`, `s:${pool}:${zero}`]
  expect(set).toEqual({
    reads: [`n:${sender}`, `b:${sender}`, ...changed, `c:${token}`, `c:${pool}`],
    writes: [`n:${sender}`, `b:${sender}`, ...changed],
    credits: [],
    contracts: [token, pool],
  })
})

test('value credits the payee unless the transaction failed', () => {
  const transfer = { from: sender, to: pool, created: null, value: 5n }
  const [paid, failed] = estimateAccessSets({
    transactions: [
      { ...transfer, status: 1 },
      { ...transfer, status: 0 },
    ],
    logs: [[], []],
  })
  expect(paid).toEqual({
    reads: [`n:${sender}`, `b:${sender}`, `c:${pool}`],
    writes: [`n:${sender}`, `b:${sender}`],
    credits: [`b:${pool}`],
    contracts: [],
  })
  expect(failed?.credits).toEqual([])
})

test('a creation writes the code of what it created', () => {
  const [set] = estimateAccessSets({
    transactions: [{ from: sender, to: null, created: pool, value: 0n, status: 1 }],
    logs: [[]],
  })
  expect(set?.writes).toEqual([`n:${sender}`, `b:${sender}`, `n:${pool}`, `c:${pool}`])
  expect(set?.contracts).toEqual([pool])
})
