import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { DEPLOYER } from '@/devnet/accounts'
import type { ListEntry } from '@/lib/audit/adapters/adapter'
import type { Hex } from '@/lib/audit/types'
import type { ProgramConfig } from '@/lib/program-config'
import { type AdapterChain, addressOf, startAdapterChain } from './adapter-chain'
import { uniswapTree } from './uniswap-tree'

const HOUR = 3600
const DAY = 24 * HOUR
const UNIT = 10n ** 18n
/** 31 July 2024, noon UTC: half a day before the first month that every kind has a period in. */
const GENESIS = 1_722_427_200
const AUGUST = GENESIS + 12 * HOUR
const SEPTEMBER = AUGUST + 31 * DAY
const OCTOBER = SEPTEMBER + 30 * DAY
/** Day 0 of the hub of Circles, as in production. */
const CIRCLES_ZERO = 1_602_720_000n
const HOLDER = 20
const STRANGER = 90
export const [ALICE, BOB, CAROL] = [50, 51, 52]
const PEOPLE = [ALICE, BOB, CAROL]
const PROOF = [1n, 2n, 3n, 4n, 5n, 6n, 7n, 8n]

/** What the distributor published. */
const LIST = [ALICE, BOB, CAROL, 53, 54].map((payee, at) => ({
  index: BigInt(at),
  account: addressOf(payee),
  amount: BigInt(100 + 50 * at) * UNIT,
}))

/** A chain with a program of every kind that is audited by periods. */
export interface EveryKind {
  chain: AdapterChain
  /** as the configuration names them */
  programs: (ProgramConfig & { address: Hex })[]
  addresses: Record<'ubi' | 'distributor' | 'treasury' | 'grants' | 'circles', Hex>
  /** what the distributor published */
  list: readonly ListEntry[]
  /** the first block of August 2024, when the programs of days and months begin */
  august: bigint
  /** unix seconds of a moment in October 2024 */
  october: number
  stop(): Promise<void>
}

/**
 * Mines two months: honest days, months, a grant and claims of a list, with one fault, a second claim of the day from the loose
 * scheme of GoodDollar's kind on its day 1.
 */
export async function startEveryKind(chainId?: number): Promise<EveryKind> {
  const chain = await startAdapterChain(GENESIS, chainId)
  const token = await chain.deploy('MintingToken', addressOf(DEPLOYER), 10n ** 9n * UNIT)
  const identity = await chain.deploy('Whitelist')
  const ubi = await chain.deploy('LooseUbiScheme', token.address, identity.address, BigInt(AUGUST), 3n)
  const amounts = await chain.deploy('GrantAmounts', 6n * UNIT)
  const grants = await chain.deploy('GrantDrop', token.address, addressOf(HOLDER), amounts.address)
  const circles = await chain.deploy('CirclesHub', CIRCLES_ZERO)
  const tree = uniswapTree(LIST)
  const deadline = BigInt(SEPTEMBER + 3 * DAY)
  const distributor = await chain.deploy('DeadlineDistributor', token.address, tree.root, deadline)
  const treasury = await chain.deploy('LeakyTreasury', token.address, addressOf(DEPLOYER))
  const fund = (to: Hex, tokens: bigint) => token.call(DEPLOYER, 'transfer', to, tokens * UNIT)
  await chain.block([
    ...PEOPLE.map((one) => identity.call(DEPLOYER, 'connect', addressOf(one), addressOf(one))),
    fund(ubi.address, 30_000n),
    fund(distributor.address, 1_000n),
    fund(treasury.address, 90_000n),
    fund(addressOf(HOLDER), 1_000n),
    token.call(HOLDER, 'approve', grants.address, 100n * UNIT),
  ])
  const claim = (index: number) => {
    const { account, amount } = LIST[index] ?? { account: addressOf(STRANGER), amount: 0n }
    return distributor.call(STRANGER, 'claim', BigInt(index), account, amount, tree.proof(index))
  }
  const grant = (id: bigint, who: number, nullifier: bigint) =>
    grants.call(STRANGER, 'claim', id, addressOf(who), 77n, nullifier, PROOF)
  const pay = (...payees: number[]) => treasury.call(DEPLOYER, 'payBatch', payees.map(addressOf), 500n * UNIT)
  const { block } = chain
  await block([claim(0), claim(1)], AUGUST - 2 * HOUR)
  await block(PEOPLE.map((who) => circles.call(DEPLOYER, 'register', addressOf(who), who === CAROL)))
  const { number: august } = await block(
    [...PEOPLE.map((who) => ubi.call(who, 'claim')), grant(39n, ALICE, 1n)],
    AUGUST + 600,
  )
  await block([pay(ALICE, BOB), claim(2)], AUGUST + 5 * HOUR)
  await block([circles.call(ALICE, 'personalMint')], AUGUST + 20 * HOUR)
  await block([ubi.call(ALICE, 'claim'), ubi.call(BOB, 'claim')], AUGUST + DAY + 600)
  await block([ubi.call(STRANGER, 'claimToday', addressOf(BOB), addressOf(BOB))])
  await block([circles.call(BOB, 'personalMint')], AUGUST + 2 * DAY + HOUR)
  await block([ubi.call(CAROL, 'claim')])
  await block([], AUGUST + 3 * DAY + 60)
  await block([pay(CAROL), grant(39n, BOB, 2n), grant(40n, ALICE, 3n)], SEPTEMBER + HOUR)
  await block([claim(3)], SEPTEMBER + 2 * DAY)
  await block([distributor.call(DEPLOYER, 'withdraw')], SEPTEMBER + 4 * DAY)
  await block([], OCTOBER + 60)
  await block([grant(41n, CAROL, 4n)])

  const folder = await mkdtemp(path.join(tmpdir(), 'parascope-list-'))
  const file = path.join(folder, 'list.csv')
  const lines = LIST.map(({ index, account, amount }) => `${index},${account},${amount}`)
  await writeFile(file, ['index,account,amount', ...lines].join('\n'))
  const addresses = {
    ubi: ubi.address,
    distributor: distributor.address,
    treasury: treasury.address,
    grants: grants.address,
    circles: circles.address,
  }
  return {
    chain,
    addresses,
    list: LIST,
    august: BigInt(august),
    october: OCTOBER + DAY,
    programs: [
      {
        kind: 'gooddollar-ubi',
        address: ubi.address,
        name: 'Daily income',
        parts: { identity: identity.address },
      },
      { kind: 'merkle-distributor', address: distributor.address, name: 'Harvest relief', list: file },
      {
        kind: 'erc20-treasury',
        address: treasury.address,
        name: 'Relief fund',
        parts: { token: token.address },
      },
      { kind: 'world-grants', address: grants.address },
      { kind: 'circles-v2', address: circles.address },
    ],
    stop: async () => {
      await chain.stop()
      await rm(folder, { recursive: true })
    },
  }
}
