import { expect, test } from 'vitest'
import { Refusals } from '@/indexer/refusals'

function refusals() {
  const said: string[] = []
  return { said, refusals: new Refusals((line) => said.push(line)) }
}

const pruned = (block: number) =>
  `debug_traceBlockByNumber(${block}): tracing transaction 0x${block}a failed: "Resource not found"`

test('a thousand old blocks are one sentence, told when the node traces again', () => {
  const { said, refusals: all } = refusals()
  for (let block = 1; block <= 1000; block++) {
    // Every third block is empty: it has nothing to be refused.
    all.take(BigInt(block), block % 3 === 0 ? 0 : 5, block % 3 === 0 ? [] : [pruned(block)])
  }
  expect(said).toEqual([])
  all.take(1001n, 5, [])
  all.take(1002n, 5, [])
  all.end()
  expect(said).toEqual([
    `667 blocks from 1 to 1000 are stored without this trace, the first of them because: ${pruned(1)}`,
  ])
})

test('a single block is told of as one, and every run anew', () => {
  const { said, refusals: all } = refusals()
  for (const block of [4, 7]) {
    all.take(BigInt(block), 1, [pruned(block)])
    all.take(BigInt(block + 1), 1, [])
  }
  expect(said).toEqual([4, 7].map((block) => `Block ${block} is stored without this trace: ${pruned(block)}`))
})

test('other reasons are other runs', () => {
  const { said, refusals: all } = refusals()
  all.take(1n, 1, [pruned(1), 'no calls of 0x01'])
  all.take(2n, 1, [pruned(2)])
  all.take(3n, 1, [pruned(3), 'no calls of 0x03'])
  all.end()
  expect(said).toEqual([
    `3 blocks from 1 to 3 are stored without this trace, the first of them because: ${pruned(1)}`,
    '2 blocks from 1 to 3 are stored without this trace, the first of them because: no calls of 0x01',
  ])
})

test('a node that refuses every new block is told of each time the run has doubled', () => {
  const { said, refusals: all } = refusals()
  for (let block = 1; block <= 100; block++) {
    all.take(BigInt(block), 1, [pruned(block)])
    all.pause()
    all.pause()
  }
  expect(said.map((line) => line.split(' are ')[0]?.split(' is ')[0])).toEqual([
    'Block 1',
    ...[2, 4, 8, 16, 32, 64].map((last) => `${last} blocks from 1 to ${last}`),
  ])
})

test('a block that lacks two traces for one reason is one block', () => {
  const { said, refusals: all } = refusals()
  for (const block of [1, 2]) all.take(BigInt(block), 3, [pruned(block), pruned(block)])
  all.end()
  expect(said).toEqual([
    `2 blocks from 1 to 2 are stored without this trace, the first of them because: ${pruned(1)}`,
  ])
})
