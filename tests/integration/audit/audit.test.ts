import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Devnet, startDevnet } from '@/devnet/devnet'
import { auditEpoch } from '@/lib/audit/audit'
import { epochDataFromRows } from '@/lib/audit/epoch-data'
import type { AuditResult } from '@/lib/audit/types'
import { type ProgramOnChain, readProgram } from './chain-rows'

/** Enough for three closed epochs of 20 blocks, after the deployment. */
const BLOCKS = 90
const EPOCHS = [1n, 2n, 3n]

async function runAndRead(deviatingClaim?: number): Promise<{ devnet: Devnet; program: ProgramOnChain }> {
  const devnet = await startDevnet({
    live: false,
    settings: { epochDuration: 40, timelockDelay: 20, deviatingClaim },
  })
  await devnet.runBlocks(BLOCKS)
  return { devnet, program: await readProgram(devnet.rpcUrl, devnet.program) }
}

const auditOf = async (program: ProgramOnChain, epoch: bigint): Promise<AuditResult> =>
  auditEpoch(epochDataFromRows(await program.rowsOf(epoch)))

const failing = (result: AuditResult) =>
  result.checks.filter(({ verdict }) => verdict !== 'pass').map(({ id }) => id)

describe('the honest program on a real chain', () => {
  let devnet: Devnet
  let program: ProgramOnChain
  beforeAll(async () => {
    ;({ devnet, program } = await runAndRead())
  })
  afterAll(() => devnet?.stop())

  test('passes every check in every closed epoch', async () => {
    expect(program.closed.slice(0, 3)).toEqual(EPOCHS)
    for (const epoch of EPOCHS) {
      const result = await auditOf(program, epoch)
      expect(result.checks.filter(({ verdict }) => verdict !== 'pass')).toEqual([])
      expect(result.verdict).toBe('pass')
      expect(result.totals.payments).toBeGreaterThan(10)
      expect(result.totals.reclaimed).toBe(result.totals.budget - result.totals.paid)
    }
  })

  test('is decoded without a log left over', () => {
    expect(program.events.filter(({ event }) => event === 'Unrecognised')).toEqual([])
    const kinds = new Set(program.events.map(({ event }) => event))
    for (const kind of [
      'ParameterScheduled',
      'ParameterChanged',
      'MemberAdded',
      'MemberRemoved',
      'RegionMerged',
    ]) {
      expect(kinds).toContain(kind)
    }
  })

  test('fails where one fact of the chain is altered', async () => {
    const rows = await program.rowsOf(2n)
    const altered = structuredClone(rows)
    const claim = altered.events.find(({ event, epoch }) => event === 'Claimed' && epoch === 2n)
    if (claim === undefined) throw new Error('no claim in epoch 2')
    claim.args = { ...Object(claim.args), recipient: `0x${'99'.repeat(20)}` }
    expect(failing(auditEpoch(epochDataFromRows(altered)))).toEqual(['event-transfer'])
  })
})

describe('a program that pays one claim 1 wei too much', () => {
  const ORDINAL = 7
  let devnet: Devnet
  let program: ProgramOnChain
  beforeAll(async () => {
    ;({ devnet, program } = await runAndRead(ORDINAL))
  })
  afterAll(() => devnet?.stop())

  test('fails amount-exact and what follows from it, and names the payment', async () => {
    for (const epoch of EPOCHS) {
      const result = await auditOf(program, epoch)
      expect(failing(result)).toEqual(['amount-exact', 'region-policy'])
      const payment = program.events.filter(({ event, args }) => event === 'Claimed' && args.epoch === epoch)[
        ORDINAL - 1
      ]
      if (payment?.event !== 'Claimed') throw new Error('no such claim')
      const check = result.checks.find(({ id }) => id === 'amount-exact')
      expect(check?.evidence).toEqual([
        {
          subject: `payment in region ${payment.args.region}`,
          blockNumber: payment.blockNumber,
          transactionHash: payment.transactionHash,
          logIndex: payment.logIndex,
          expected: `${payment.args.amount - 1n}`,
          actual: `${payment.args.amount}`,
          unit: 'wei',
        },
      ])
    }
  })
})
