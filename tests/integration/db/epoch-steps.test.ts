import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { EpochStep } from '@/lib/audit/facts'
import { RegionGroups } from '@/lib/audit/semaphore/region-groups'
import type { Hex, ProgramIdentity } from '@/lib/audit/types'
import { inTransaction, openWriter, type Writer } from '@/lib/db/write/connection'
import { readSteps } from '@/lib/db/write/epoch-steps'
import { readGroups } from '@/lib/db/write/region-members'
import { type TestDatabase, testDatabase } from '../../support/postgres'

const CHAIN = 31_337n
const BLOCKS = 20
const address = (byte: string): Hex => `0x${byte.repeat(20)}`
const bytes = (hex: Hex) => `'\\x${hex.slice(2)}'`
const program: ProgramIdentity = {
  chainId: CHAIN,
  address: address('a1'),
  kind: 'personhood-pay',
  name: 'Stored',
  token: address('c3'),
  treasury: address('b2'),
  verifier: address('d4'),
}

/**
 * Twenty blocks, each of one transaction: three payments of which the last is another program's, and a transfer of the token to a
 * stranger, to whom there is another one of another token. Odd blocks pay for epoch 2, even ones for epoch 3; in the first ten the
 * proofs are known.
 */
const FILL = `
  INSERT INTO block (chain_id, number, hash, parent_hash, timestamp, miner, gas_used, gas_limit, transaction_count,
    state_root, transactions_root, receipts_root, extra_data, difficulty, source, verification)
  SELECT ${CHAIN}, n, sha256(int8send(n)), sha256(int8send(n - 1)), 1000 + n, '', 0, 0, 1, '', '', '', '', 0, 'traced', '{}'
  FROM generate_series(1::bigint, ${BLOCKS}) AS n;
  INSERT INTO transaction (chain_id, block_number, index, hash, "from", value, nonce, type, input, gas_limit, gas_used,
    effective_gas_price, log_count, home_module)
  SELECT ${CHAIN}, n, 0, decode(repeat(lpad(to_hex(n), 2, '0'), 32), 'hex'), '', 0, 0, 2, '', 0, 0, 0, 6, ''
  FROM generate_series(1::bigint, ${BLOCKS}) AS n;
  INSERT INTO payment
  SELECT ${CHAIN}, n, 2 * l, 0, CASE WHEN l < 2 THEN ${bytes(program.address)}::bytea ELSE ${bytes(address('ff'))}::bytea END,
    3 - n % 2, l + 1, 2::numeric ^ 255 + n, ${bytes(address('e5'))}, 10 * n + l, decode(repeat('0a', 32), 'hex')
  FROM generate_series(1::bigint, ${BLOCKS}) AS n, generate_series(0, 2) AS l;
  INSERT INTO payment_proof
  SELECT ${CHAIN}, n, 2 * l, CASE l WHEN 0 THEN 'calldata' ELSE 'none' END, CASE l WHEN 0 THEN '\\x1234'::bytea END,
    CASE l WHEN 0 THEN 'it is none' END
  FROM generate_series(1::bigint, 10) AS n, generate_series(0, 1) AS l;
  INSERT INTO token_transfer (chain_id, block_number, log_index, batch_index, transaction_index, token, standard, "from", "to", amount)
  SELECT ${CHAIN}, n, 1 + 2 * l, 0, 0, CASE l WHEN 0 THEN ${bytes(program.token)}::bytea ELSE ${bytes(address('cc'))}::bytea END, 'erc20',
    ${bytes(program.address)}, ${bytes(address('e5'))}, 7 * n
  FROM generate_series(1::bigint, ${BLOCKS}) AS n, generate_series(0, 1) AS l;
  INSERT INTO program_event
  SELECT ${CHAIN}, n, 10, 0, ${bytes(address('ff'))}, ${bytes(program.verifier)},
    CASE WHEN n % 5 = 0 THEN 'MemberRemoved' ELSE 'MemberAdded' END, NULL,
    jsonb_build_object('region', 1, 'commitment', (CASE WHEN n % 5 = 0 THEN n - 1 ELSE n END)::text)
  FROM generate_series(1::bigint, ${BLOCKS}) AS n;`

let database: TestDatabase
let writer: Writer
beforeAll(async () => {
  database = await testDatabase()
  writer = await openWriter(database.url, CHAIN)
  await writer.client.query(FILL)
})
afterAll(async () => {
  await writer?.close()
  await database?.drop()
})

async function steps(batch?: number): Promise<EpochStep[]> {
  const all: EpochStep[] = []
  await inTransaction(writer.client, async () => {
    const range = { epoch: 2n, from: 6n, upTo: 15n }
    for await (const step of readSteps(writer.client, program, range, batch)) all.push(step)
  })
  return all
}

describe('what grows with the payments of an epoch', () => {
  test('is read in chain order: its payments, and of the blocks from a block on all others and the transfers', async () => {
    const told = (await steps()).map((step) =>
      'payment' in step
        ? `${step.payment.at.blockNumber}.${step.payment.at.logIndex} epoch ${step.payment.epoch}`
        : `${step.blockNumber}.${step.logIndex} transfer`,
    )
    const own = [1, 3, 5].flatMap((n) => [`${n}.0 epoch 2`, `${n}.2 epoch 2`])
    const all = [6, 7, 8, 9, 10, 11, 12, 13, 14, 15].flatMap((n) => {
      const epoch = 3 - (n % 2)
      return [`${n}.0 epoch ${epoch}`, `${n}.1 transfer`, `${n}.2 epoch ${epoch}`]
    })
    expect(told).toEqual([...own, ...all])
  })

  test('is the same in batches of whatever size', async () => {
    const all = await steps()
    for (const batch of [1, 2, 3, 10, 26, 27]) expect(await steps(batch)).toEqual(all)
  })

  test('has its facts', async () => {
    const all = await steps()
    const hash = (byte: string): Hex => `0x${byte.repeat(32)}`
    const at = { blockNumber: 9n, transactionIndex: 0, transactionHash: hash('09'), timestamp: 1009n }
    const paid = {
      epoch: 2n,
      nullifier: 2n ** 255n + 9n,
      recipient: address('e5'),
      root: BigInt(hash('0a')),
    }
    expect(all.filter((step) => ('payment' in step ? step.payment.at : step).blockNumber === 9n)).toEqual([
      {
        payment: { at: { ...at, logIndex: 0 }, ...paid, region: 1, amount: 90n },
        found: { blockNumber: 9n, logIndex: 0, source: 'calldata', bytes: '0x1234', refusal: 'it is none' },
      },
      {
        blockNumber: 9n,
        logIndex: 1,
        transactionIndex: 0,
        transactionHash: hash('09'),
        from: program.address,
        to: address('e5'),
        amount: 63n,
      },
      {
        payment: { at: { ...at, logIndex: 2 }, ...paid, region: 2, amount: 91n },
        found: { blockNumber: 9n, logIndex: 2, source: 'none', bytes: undefined, refusal: undefined },
      },
    ])
    const [first] = all.filter((step) => 'payment' in step && step.payment.at.blockNumber === 13n)
    expect(first).toMatchObject({ found: undefined })
  })
})

test("the regions' groups are those before a place, whoever's program the events are stored with", async () => {
  const groups = (batch?: number) =>
    inTransaction(writer.client, () =>
      readGroups(
        writer.client,
        CHAIN,
        program.verifier,
        { blockNumber: 13n, logIndex: 10, transactionIndex: 0, transactionHash: '0x', timestamp: 0n },
        batch,
      ),
    )
  const expected = new RegionGroups()
  const at = {
    blockNumber: 0n,
    logIndex: 0,
    transactionIndex: 0,
    transactionHash: '0x',
    timestamp: 0n,
  } as const
  for (const commitment of [1n, 2n, 3n, 4n, -4n, 6n, 7n, 8n, 9n, -9n, 11n, 12n]) {
    const added = commitment > 0n
    expected.take({ at, region: 1, commitment: added ? commitment : -commitment, added })
  }
  const [whole, apart] = [await groups(), await groups(5)]
  for (const found of [whole, apart]) {
    expect([found.group(1)?.active, found.group(1)?.removed]).toEqual([8, 2])
    expect(found.group(1)?.root).toBe(expected.group(1)?.root)
  }
})
