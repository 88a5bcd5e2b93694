import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import distributorArtifact from '@uniswap/merkle-distributor/build/MerkleDistributor.json'
import tokenArtifact from '@uniswap/merkle-distributor/build/TestERC20.json'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DEPLOYER } from '@/devnet/accounts'
import type { ListEntry } from '@/lib/audit/adapters/adapter'
import type { Hex } from '@/lib/audit/types'
import { typeScriptArgs } from '../../../scripts/start/services'
import { startChild } from '../../support/child'
import {
  type AdapterChain,
  addressOf,
  type Deployed,
  findingsOf,
  packaged,
  startAdapterChain,
} from './adapter-chain'
import { uniswapTree } from './uniswap-tree'

const PAYEES = [50, 51, 52, 53, 54]
const AMOUNTS = [100n, 250n, 300n, 50n, 1n]
const TOTAL = 701n
const STRANGER = 90

let chain: AdapterChain
let token: Deployed
beforeAll(async () => {
  chain = await startAdapterChain(1_760_000_000)
  token = await chain.deploy(packaged(tokenArtifact), 'Test', 'TST', 1_000_000n)
})
afterAll(() => chain?.stop())

const LIST: (ListEntry & { index: bigint })[] = PAYEES.map((payee, at) => ({
  index: BigInt(at),
  account: addressOf(payee),
  amount: AMOUNTS[at] ?? 0n,
}))
const tree = uniswapTree(LIST)

/** A funded distributor over the list, and the claim of its entry. */
async function start(contract: string | 'packaged', ...args: unknown[]) {
  const of = contract === 'packaged' ? packaged(distributorArtifact) : contract
  const distributor = await chain.deploy(of, token.address, tree.root, ...args)
  await chain.block([token.call(DEPLOYER, 'transfer', distributor.address, TOTAL + 1000n)])
  const claim = (index: number) => {
    const entry = LIST[index]
    if (entry === undefined) throw new Error(`no entry ${index}`)
    const { account, amount } = entry
    return distributor.call(STRANGER, 'claim', BigInt(index), account, amount, tree.proof(index))
  }
  const verify = (list: ListEntry[] | undefined = LIST) =>
    chain.verify({ kind: 'merkle-distributor', program: { address: distributor.address }, list })
  return { distributor, claim, verify }
}

describe("Uniswap's own distributor", () => {
  test('passes every check against its published list', async () => {
    const { claim, verify } = await start('packaged')
    await chain.block([claim(0), claim(1)])
    await chain.block([claim(2)])
    const verified = await verify()
    expect(findingsOf(verified)).toEqual({})
    expect(verified.audit.verdict).toBe('pass')
    expect(verified.audit.paid).toBe(650n)
    expect(verified.audit.payments.map(({ subject, payee, amount }) => [subject, payee, amount])).toEqual([
      ['claim 0', addressOf(50), 100n],
      ['claim 1', addressOf(51), 250n],
      ['claim 2', addressOf(52), 300n],
    ])
    const [amounts] = verified.audit.checks
    expect(amounts?.summary).toBe('3 claims, each with the account and the amount of the list, to the wei.')
    expect(verified.facts.range.linked).toBe(
      verified.facts.range.last.number - verified.facts.range.first.number + 1n,
    )
  })

  test('without the list, says what cannot be known and verifies the proofs all the same', async () => {
    const { claim, verify } = await start('packaged')
    await chain.block([claim(3)])
    const verified = await chain.verify({
      kind: 'merkle-distributor',
      program: { address: (await verify()).facts.program.address },
    })
    expect(Object.keys(findingsOf(verified))).toEqual([
      'amount-exact',
      'budget-cap',
      'inputs-committed',
      'solvency',
    ])
    expect(verified.audit.verdict).toBe('indeterminate')
    expect(verified.audit.checks.find(({ id }) => id === 'eligible')?.summary).toBe(
      '1 claim, each with a proof that leads to the root.',
    )
  })

  test('finds a list that is not the one it pays by', async () => {
    const { claim, verify } = await start('packaged')
    await chain.block([claim(0)])
    const swapped = LIST.map((entry) => (entry.index === 4n ? { ...entry, amount: 2n } : entry))
    const verified = await verify(swapped)
    expect(Object.keys(findingsOf(verified))).toEqual(['inputs-committed'])
    const [row] = verified.audit.checks.find(({ id }) => id === 'inputs-committed')?.evidence ?? []
    expect(row?.expected).toBe(tree.root)
  })
})

describe('a distributor with a deadline', () => {
  test('returns what was not claimed to its owner, after it', async () => {
    const { claim, verify, distributor } = await start('DeadlineDistributor', chain.time() + 1000)
    await chain.block([claim(0)])
    await chain.block([distributor.call(DEPLOYER, 'withdraw')], chain.time() + 2000)
    const verified = await verify()
    expect(findingsOf(verified)).toEqual({})
    expect(verified.audit.checks.find(({ id }) => id === 'expiry')?.summary).toBe(
      '1 return, 1601 wei, none before the deadline.',
    )
  })
})

describe('a distributor that checks nothing', () => {
  const cases: {
    fault: string
    act: (loose: Awaited<ReturnType<typeof start>>) => Promise<unknown>
    found: Record<string, string | RegExp>
  }[] = [
    {
      fault: 'a double claim',
      act: ({ claim }) => chain.block([claim(1), claim(1)]),
      found: {
        'nullifier-unique': /^fail: claim 1: one claim, made in transaction 0x[0-9a-f]{64} \/ claimed again$/,
      },
    },
    {
      fault: 'another amount than the list has, without a proof that holds',
      act: ({ distributor }) =>
        chain.block([distributor.call(STRANGER, 'claim', 1n, addressOf(51), 251n, tree.proof(1))]),
      found: {
        'amount-exact': `fail: claim 1: 250 wei to ${addressOf(51)} / 251 wei to ${addressOf(51)}`,
        eligible: `fail: claim 1: a proof against ${tree.root} / a proof that leads elsewhere`,
      },
    },
    {
      fault: 'an entry that the list does not have',
      act: ({ distributor }) =>
        chain.block([distributor.call(STRANGER, 'claim', 9n, addressOf(STRANGER), 5n, [])]),
      found: {
        'amount-exact': `fail: claim 9: no such index in the list / 5 wei to ${addressOf(STRANGER)}`,
        eligible: `fail: claim 9: a proof against ${tree.root} / a proof that leads elsewhere`,
      },
    },
    {
      fault: 'another payee than the event names',
      act: ({ distributor }) =>
        chain.block([
          distributor.call(
            STRANGER,
            'claimFor',
            1n,
            addressOf(51),
            250n,
            tree.proof(1),
            addressOf(STRANGER),
            250n,
          ),
        ]),
      found: {
        eligible: `fail: claim 1: a proof against ${tree.root} / the call holds no such claim`,
        'event-transfer': `fail: claim 1: transfer of 250 wei to ${addressOf(51)} / transfer of 250 wei to ${addressOf(STRANGER)}`,
      },
    },
    {
      fault: 'less moved than the event states',
      act: ({ distributor }) =>
        chain.block([
          distributor.call(STRANGER, 'claimFor', 1n, addressOf(51), 250n, tree.proof(1), addressOf(51), 249n),
        ]),
      found: {
        eligible: `fail: claim 1: a proof against ${tree.root} / the call holds no such claim`,
        'event-transfer': `fail: claim 1: transfer of 250 wei to ${addressOf(51)} / transfer of 249 wei to ${addressOf(51)}`,
        conservation:
          /^fail: distributor's balance at block \d+: 1351 \(0 before \+ 1701 in - 350 claimed - 0 returned\) \/ 1352$/,
      },
    },
    {
      fault: 'a withdrawal before the deadline',
      act: ({ distributor }) => chain.block([distributor.call(DEPLOYER, 'withdraw')]),
      found: {
        expiry: /^fail: return of 1601 wei to 0x[0-9a-f]{40}: not before \d+ \/ \d+$/,
        solvency: /^fail: balance of the distributor: at least 601 \/ 0$/,
      },
    },
    {
      fault: 'a transfer by the back door',
      act: ({ distributor }) => chain.block([distributor.call(DEPLOYER, 'drain', addressOf(STRANGER), 7n)]),
      found: {
        'out-of-band': `fail: transfer out of the distributor: a claim, or a return to the owner after a deadline / 7 wei to ${addressOf(STRANGER)}`,
        conservation: /^fail: distributor's balance .* \/ 1594$/,
      },
    },
    {
      fault: 'a claim after the deadline',
      act: ({ claim }) => chain.block([claim(2)], chain.time() + 5000),
      found: { schedule: /^fail: claim 2: before \d+ \/ \d+$/ },
    },
    {
      fault: 'somebody who may spend for it',
      act: ({ distributor }) => chain.block([distributor.call(DEPLOYER, 'allow', addressOf(STRANGER), 3n)]),
      found: {
        powers: `fail: approval by the distributor: nobody who may spend for it / ${addressOf(STRANGER)} may spend 3 wei`,
      },
    },
    {
      fault: 'an event that nobody knows',
      act: ({ distributor }) => chain.block([distributor.call(STRANGER, 'surprise')]),
      found: { completeness: /^indeterminate: 1 event of the program are none that this kind has/ },
    },
  ]
  test.each(cases)('is found: $fault', async ({ act, found }) => {
    const loose = await start('LooseDistributor', chain.time() + 1000)
    await chain.block([loose.claim(0)])
    await act(loose)
    const findings = findingsOf(await loose.verify())
    expect(Object.keys(findings).sort()).toEqual(Object.keys(found).sort())
    for (const [id, text] of Object.entries(found)) expect(findings[id]).toMatch(text)
  })
})

test('one sentence for what is no distributor', async () => {
  const verify = (address: Hex, kind = 'merkle-distributor', period?: bigint) =>
    chain.verify({ kind, program: { address }, period })
  await expect(verify(addressOf(STRANGER))).rejects.toThrow(
    /^There is no contract at 0x.* on chain 31337 \(block \d+\): check the address and the node\.$/,
  )
  await expect(verify(token.address)).rejects.toThrow(
    `The contract at ${token.address} on chain 31337 is no Merkle distributor: it does not answer token().`,
  )
  await expect(verify(token.address, 'lottery')).rejects.toThrow(
    /^There is no kind of program called "lottery": the kinds are /,
  )
})

test('on the command line: printed, written, and compared byte for byte', async () => {
  const { claim, verify, distributor } = await start('packaged')
  await chain.block([claim(0)])
  const folder = await mkdtemp(path.join(tmpdir(), 'parascope-period-'))
  try {
    const [list, report] = [path.join(folder, 'list.csv'), path.join(folder, 'report.json')]
    await writeFile(
      list,
      LIST.map(({ index, account, amount }) => `${index},${account},${amount}`).join('\n'),
    )
    const run = async (...args: string[]) => {
      const child = startChild({
        command: process.execPath,
        args: [
          ...typeScriptArgs('scripts/verify.ts', ['--rpc', chain.rpcUrl]),
          ...['--program', distributor.address, '--kind', 'merkle-distributor', '--list', list, ...args],
        ],
        stop: { signal: 'SIGTERM', graceMs: 2000 },
      })
      return { code: await child.ended, said: child.said() }
    }
    const block = (await verify()).facts.range.last.number
    const written = await run('--write', report)
    expect(written.said).toMatch(
      /^pass +amount-exact +1 claim, each with the account and the amount of the list, to the wei\.$/m,
    )
    expect(written.said).toMatch(/^ +list-just +The list was made off the chain/m)
    expect(written.said).toContain('Verdict: pass. 1 payments, 100 wei.')
    expect(await readFile(report, 'utf8')).toBe((await verify()).report)
    await chain.block([claim(1)])
    const same = await run('--up-to', `${block}`, '--report', report)
    expect(same.said.trim().split('\n').at(-1)).toBe(
      `The report in ${report} is the one that the chain gives, byte for byte.`,
    )
    expect(same.code).toBe(0)
    const other = await run('--report', report)
    expect(other.said).toMatch(/The given report differs from the chain's at /)
    expect(other.code).toBe(1)
  } finally {
    await rm(folder, { recursive: true })
  }
})
