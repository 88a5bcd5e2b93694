import { describe, expect, test } from 'vitest'
import { advise } from '@/lib/parallelism/advice'
import { parseChange, plainTargetName } from '@/lib/parallelism/change-text'
import { adviceSentence, changeWords, gasWords } from '@/lib/parallelism/change-words'
import { shardOfSender } from '@/lib/parallelism/changes'
import { contestedBlock } from '@/lib/parallelism/contested'
import { balanceKey, storageKey } from '@/lib/parallelism/keys'
import { accessSetsFromTraces } from '@/lib/parallelism/traces'
import type { AccessSet, Policy } from '@/lib/parallelism/types'
import { whatIf, whatIfBase } from '@/lib/parallelism/what-if'
import { compareMetrics } from '@/lib/parallelism/what-if-metrics'
import { hasMainnet, MAINNET, recorded, recordedSenders } from '@/tests/mainnet'
import { slowChanged, slowEdges, slowPathGas } from './slow-what-if'

// The example of docs/parallelism.md, "What if", figure by figure.
const POOL = `0x${'11'.repeat(20)}`
const METER = `0x${'22'.repeat(20)}`
const SLOT = `0x${'00'.repeat(32)}`
const RESERVE = storageKey(POOL, SLOT)
const COUNT = storageKey(METER, SLOT)
const B = `0x${'bb'.repeat(20)}`
const NOTHING: AccessSet = { reads: [], writes: [], credits: [], contracts: [] }

const BLOCK = {
  access: [
    { ...NOTHING, reads: [RESERVE], writes: [RESERVE], contracts: [POOL] },
    { reads: [RESERVE], writes: [RESERVE], credits: [balanceKey(B)], contracts: [POOL] },
    { ...NOTHING, reads: [COUNT], writes: [COUNT], contracts: [METER] },
    { ...NOTHING, credits: [balanceKey(B)] },
    {
      ...NOTHING,
      reads: [balanceKey(B), RESERVE, COUNT],
      writes: [balanceKey(B)],
      contracts: [POOL, METER],
    },
  ],
  transactions: [
    { gas: 50n, target: POOL, sender: `0x${'a0'.repeat(20)}` },
    { gas: 30n, target: POOL, sender: `0x${'a1'.repeat(20)}` },
    { gas: 40n, target: METER, sender: `0x${'a2'.repeat(20)}` },
    { gas: 21n, target: B, sender: `0x${'a3'.repeat(20)}` },
    { gas: 60n, target: POOL, sender: B },
  ],
  moduleOf: (contract: string) => (contract === POOL ? 'defi' : contract === METER ? 'grid' : undefined),
}
const OPTIONS = { workers: [2], optimisticCosts: { validationGasPerRead: 0n, abortGasPerWrite: 0n } }

const asked = (change: string, policy: Policy = 'accounts') =>
  whatIf(whatIfBase(BLOCK, policy, OPTIONS), parseChange(change))

describe('the worked example', () => {
  test('the reserve commutative', () => {
    const { after, freed, keys } = asked(`${POOL}:0=commutative`)
    expect(keys).toBe(1)
    expect(freed).toEqual({ criticalPathGas: 30n, waitingGas: 30n, moduleMakespanGas: 0n })
    expect(after.block).toMatchObject({
      edges: 4,
      conflictedTxs: 5,
      dependentTxs: 1,
      longestChainTxs: 2,
      criticalPathGas: 110n,
      criticalPath: [0, 4],
      makespanGas: [131n],
      blockOrderMakespanGas: [131n],
      moduleMakespanGas: 140n,
      optimisticMakespanGas: [131n],
    })
  })

  test('the reserve split by sender: who only reads it waits for all shards, and for each the same as before', () => {
    const { after } = asked(`${POOL}:0=sharded:sender`)
    expect(after.block).toMatchObject({ edges: 4, criticalPathGas: 110n, moduleMakespanGas: 140n })
    expect(after.hotKeys.map(({ key }) => key)).toEqual([
      balanceKey(B),
      `${RESERVE}#0`,
      `${RESERVE}#1`,
      COUNT,
    ])
  })

  test('all of the pool, and all of its module, are the same change here', () => {
    for (const target of [POOL, 'defi']) {
      expect(asked(`${target}=commutative`).after.block).toEqual(asked(`${POOL}:0=commutative`).after.block)
    }
  })

  test('the balance of B under strict: its credits are updates there', () => {
    const { before, after } = asked(`b:${B}=commutative`, 'strict')
    expect(before.block).toMatchObject({ edges: 5, criticalPathGas: 161n })
    expect(after.block).toMatchObject({ edges: 3, criticalPathGas: 140n })
  })

  test('the meter moved into the module of the pool: one lane', () => {
    const { before, after, freed } = asked(`${METER}=module:defi`)
    expect(before.block.moduleMakespanGas).toBe(140n)
    expect(after.block.moduleMakespanGas).toBe(180n)
    expect(freed).toEqual({ criticalPathGas: 0n, waitingGas: 0n, moduleMakespanGas: -40n })
    expect(after.modules.map(({ moduleId, homeGas }) => [moduleId, homeGas])).toEqual([
      ['defi', 180n],
      ['transfer', 21n],
    ])
  })

  test('the count alone moved: who uses it holds both lanes', () => {
    const { after } = asked(`${METER}:0=module:defi`)
    expect(after.block.moduleMakespanGas).toBe(180n)
    expect(after.modules.map(({ moduleId, touchingTxs, edges }) => [moduleId, touchingTxs, edges])).toEqual([
      ['defi', 4, 3],
      ['grid', 2, 0],
      ['transfer', 1, 0],
    ])
  })

  test('what the block does not touch changes nothing', () => {
    const base = whatIfBase(BLOCK, 'accounts', OPTIONS)
    expect(whatIf(base, parseChange('identity=commutative'))).toMatchObject({ keys: 0, after: base.before })
  })

  test('advice', () => {
    const report = advise([contestedBlock(whatIfBase(BLOCK, 'accounts', OPTIONS))])
    expect(report).toMatchObject({ blocks: 1, gasUsed: 201n, tried: 8, targets: 8 })
    expect(report.advice.map((one) => adviceSentence(one, report, 'Pool.reserve'))).toEqual([
      'Make Pool.reserve commutative: the critical path falls from 140 to 110 gas, speedup bound 1.44 -> 1.83 (split 16 ways by sender: 1.83).',
    ])
  })
})

test('who reads a commuting counter waits for all updates: dependencies can be more, paths cannot be longer', () => {
  const update: AccessSet = { ...NOTHING, reads: [COUNT], writes: [COUNT], contracts: [METER] }
  const read: AccessSet = { ...NOTHING, reads: [COUNT], contracts: [METER] }
  const access = [update, update, update, read, read]
  const transactions = access.map((_, i) => ({ gas: 10n, target: METER, sender: `0x${`0${i}`.repeat(20)}` }))
  const base = whatIfBase({ access, transactions, moduleOf: () => undefined }, 'accounts')
  const { before, after } = whatIf(base, parseChange(`${COUNT}=commutative`))
  expect(before.block).toMatchObject({ edges: 4, criticalPathGas: 40n })
  expect(after.block).toMatchObject({ edges: 6, criticalPathGas: 20n })
})

test('a range adds blocks up, and says what the middle block is', () => {
  const [first, second] = ['accounts', 'strict'].map((policy) =>
    whatIf(
      whatIfBase(BLOCK, policy === 'strict' ? 'strict' : 'accounts', OPTIONS),
      parseChange(`${POOL}=commutative`),
    ),
  )
  if (first === undefined || second === undefined) throw new Error('two blocks')
  const rows = compareMetrics([first, second], [2])
  expect(rows.find(({ id }) => id === 'criticalPathGas')).toEqual({
    id: 'criticalPathGas',
    name: 'Critical path',
    unit: 'gas',
    before: 301n,
    after: 221n,
    difference: -80n,
    medianBefore: 140n,
    medianAfter: 110n,
  })
  expect(rows.map(({ id }) => id)).toEqual([
    ...['transactions', 'gasUsed', 'edges', 'conflictedTxs', 'dependentTxs', 'waitingGas', 'components'],
    ...['largestComponent', 'longestChainTxs', 'criticalPathGas', 'makespanGas2', 'blockOrderMakespanGas2'],
    ...['moduleMakespanGas', 'optimisticMakespanGas2', 'optimisticAborts2'],
  ])
})

describe('words', () => {
  test.each([
    [`${POOL}=commutative`, 'Make X commutative'],
    [`${POOL}=sharded:8`, 'Split X 8 ways'],
    [`${POOL}=sharded:sender`, 'Give each sender its own X'],
    [`${POOL}=module:grid`, 'Move X to module grid'],
  ])('%s', (change, words) => {
    expect(changeWords('X', parseChange(change).action)).toBe(words)
  })

  test.each([
    [421n, '421'],
    [1_204n, '1.20 k'],
    [86_049n, '86.0 k'],
    [999_400n, '999 k'],
    [999_500n, '1.00 M'],
    [3_140_000n, '3.14 M'],
    [-31_400_000n, '-31.4 M'],
  ])('%s gas is "%s"', (gas, words) => {
    expect(gasWords(gas)).toBe(words)
  })

  test.each([
    [`${POOL.toUpperCase().replace('X', 'x')}=commutative`, { kind: 'contract', address: POOL }],
    [`${POOL}:0x10=commutative`, { kind: 'key', key: storageKey(POOL, `0x${'10'.padStart(64, '0')}`) }],
    [`s:${POOL}:16=commutative`, { kind: 'key', key: storageKey(POOL, `0x${'10'.padStart(64, '0')}`) }],
    [`n:${B}=commutative`, { kind: 'key', key: `n:${B}` }],
    ['energy-grid=commutative', { kind: 'module', moduleId: 'energy-grid' }],
  ])('%s', (change, target) => {
    expect(parseChange(change)).toEqual({ target, action: { kind: 'commutative' } })
  })

  const targets =
    'a state key (s:ADDRESS:SLOT, b:ADDRESS, n:ADDRESS, c:ADDRESS, or ADDRESS:SLOT), a contract (ADDRESS) or the id of a module'
  const actions = 'commutative, sharded:N (2 to 4096), sharded:sender or module:ID'
  test.each([
    ['', `"" is no change: write TARGET=ACTION, where an action is ${actions}.`],
    ['0x11=commutative', `"0x11" is nothing that can be changed: name ${targets}.`],
    [`b:${B}:1=commutative`, `"b:${B}:1" is nothing that can be changed: name ${targets}.`],
    [
      `${POOL}:${2n ** 256n}=commutative`,
      `"${POOL}:${2n ** 256n}" is nothing that can be changed: name ${targets}.`,
    ],
    ['defi=faster', `"faster" is no change: write ${actions}.`],
    ['defi=sharded:0', `"sharded:0" is no change: write ${actions}.`],
    ['defi=sharded:4097', `"sharded:4097" is no change: write ${actions}.`],
    ['defi=module:', `"module:" is no change: write ${actions}.`],
    ['defi=commutative:2', `"commutative:2" is no change: write ${actions}.`],
  ])('"%s" is refused', (change, sentence) => {
    expect(() => parseChange(change)).toThrow(sentence)
  })
})

describe.skipIf(!hasMainnet)(`mainnet block 19932148${hasMainnet ? '' : ` (skipped: no ${MAINNET})`}`, () => {
  const WETH = '0xc02aaa39b223fe8d0a0e5c4f27ead9083c756cc2'

  function block() {
    const { traces, costs } = recorded(19_932_148)
    const senders = recordedSenders(19_932_148)
    return {
      access: accessSetsFromTraces(traces),
      transactions: costs.map((cost, i) => ({ ...cost, sender: senders[i] ?? '' })),
      moduleOf: () => undefined,
    }
  }

  test.each([
    [`b:${WETH}=commutative`, 'accounts', [2_198_766n, 1_050_574n, 1_078_788n]],
    [`b:${WETH}=sharded:16`, 'accounts', [2_198_766n, 1_073_279n, 710_297n]],
    [`${WETH}=commutative`, 'strict', [4_626_836n, 720_013n, 4_020_403n]],
    [`${WETH}=sharded:sender`, 'storage', [1_050_574n, 720_013n, 864_953n]],
  ] as const)('%s under %s', (text, policy, expected) => {
    const change = parseChange(text)
    const { before, after, freed } = whatIf(whatIfBase(block(), policy), change)
    const senders = [...new Set(block().transactions.map(({ sender }) => sender))].sort()
    const shard = (sender: string) =>
      text.endsWith('sender') ? senders.indexOf(sender) : shardOfSender(sender, 16)
    const edges = slowEdges(slowChanged(block(), policy, change, shard))
    const slow = slowPathGas(
      edges,
      block().transactions.map(({ gas }) => gas),
    )
    expect(after.block.edges).toBe(edges.flat().length)
    expect(after.block.criticalPathGas).toBe(slow.criticalPathGas)
    expect(after.waitingGas).toBe(slow.waitingGas)
    expect([before.block.criticalPathGas, after.block.criticalPathGas, freed.waitingGas]).toEqual(expected)
  })

  test('advice', () => {
    const report = advise([contestedBlock(whatIfBase(block(), 'accounts'))])
    expect([report.gasUsed, report.before.waitingGas, report.tried, report.targets]).toEqual([
      14_378_808n,
      4_984_587n,
      36,
      51,
    ])
    expect(
      report.advice.slice(0, 4).map((one) => adviceSentence(one, report, plainTargetName(one.target))),
    ).toEqual([
      `Make contract ${WETH} commutative: the critical path falls from 2.20 M to 720 k gas, speedup bound 6.54 -> 19.97 (split 16 ways by sender: 19.97).`,
      `Make balance of ${WETH} commutative: the critical path falls from 2.20 M to 1.05 M gas, speedup bound 6.54 -> 13.69 (split 16 ways by sender: 13.40).`,
      'Make contract 0xdac17f958d2ee523a2206206994597c13d831ec7 commutative: 785 k gas no longer waits, the critical path stays at 2.20 M gas.',
      'Make slot 0x78b35599871be95768b2fdfaf9293a4491ecdc8ef25b872ee404fa1e441436e0 of 0xdac17f958d2ee523a2206206994597c13d831ec7 commutative: 413 k gas no longer waits, the critical path stays at 2.20 M gas.',
    ])
  })
})
