import { encodeDeployData, encodeFunctionData, getContractAddress, numberToHex, stringToHex } from 'viem'
import { z } from 'zod'
import { accountAddress, DEPLOYER, REGISTRAR } from '@/devnet/accounts'
import { startAnvil } from '@/devnet/anvil'
import { artifactOf, compileContracts, linkPoseidon } from '@/devnet/compile'
import { mineRequests, toRequests } from '@/devnet/miner'
import type { BlockSummary } from '@/devnet/rpc'
import type { PlannedTransaction } from '@/devnet/transaction'
import { scopeOf } from '@/lib/audit/field'
import type { Hex } from '@/lib/audit/types'
import { lower } from '../indexer/support'
import { Groups } from './people'

export const GENESIS = 1_750_000_000
export const BLOCK_TIME = 2
export const EPOCH = 40
/** When the first epoch is due: the set-up has ended by then. */
export const FIRST_OPENS_AT = GENESIS + 20
export const BUDGET = 1_000_003n
export const CAP = 100_000n
export const DELAY = 6
export const SUPPLY = 10n ** 12n
export const IN_TREASURY = 10n ** 9n
/** Who may be paid: accounts of the devnet, by index. Region 3 is below the smallest set of 2. */
export const MEMBERS: Record<number, number[]> = { 1: [50, 51, 52, 53], 2: [60, 61, 62], 3: [70] }
/** Removed from region 1 before the first epoch. */
export const REMOVED = 54
export const STRANGER = 90

export const TABLE = [
  { region: 1, name: 'North', population: 700n, need: 5000, geography: 10_000 },
  { region: 2, name: 'South', population: 300n, need: 9000, geography: 11_000 },
  { region: 3, name: 'Isle', population: 50n, need: 8000, geography: 12_000 },
]
export const PARENTS = [0, 0, 2]

type Role = 'token' | 'verifier' | 'treasury' | 'program'
const HONEST: Record<Role, string> = {
  token: 'PayToken',
  verifier: 'RegionGroups',
  treasury: 'Treasury',
  program: 'PersonhoodPay',
}

/** What goes into a block: a claim's proof takes a moment to make. */
export type Planned = PlannedTransaction | Promise<PlannedTransaction>

/** A contract on the chain, called by the names of its functions. */
export interface Deployed {
  address: Hex
  call(from: number, functionName: string, ...args: unknown[]): PlannedTransaction
}

export interface PayoutChainOptions {
  /** contracts of devnet/contracts in place of the honest ones, with further constructor arguments */
  contracts?: Partial<Record<Role, { name: string; args?: unknown[] }>>
  /** a proxy contract (constructor: implementation) that stands in front of the treasury */
  treasuryProxy?: string
}

/** A chain with one payout program on it and nothing else, mined block by block as a test says. */
export interface PayoutChain extends Record<Role, Deployed> {
  rpcUrl: string
  /** Mines these as the next block, two seconds after the one before, or at the time given. All must succeed. */
  block(transactions?: Planned[], at?: number): Promise<BlockSummary>
  /** The deployer's next creation, and the contract that it makes. */
  create(name: string, ...args: unknown[]): { deployed: Deployed; transaction: PlannedTransaction }
  attach(name: string, address: Hex): Deployed
  /** A person enters a region's group, or leaves it. */
  join(region: number, ...people: number[]): PlannedTransaction
  leave(region: number, person: number): PlannedTransaction
  /** With a real proof, by the group as it was last with the person in it. */
  claim(epoch: bigint, region: number, person: number, recipient?: number): Promise<PlannedTransaction>
  stop(): Promise<void>
}

export const opensAt = (epoch: number): number => FIRST_OPENS_AT + (epoch - 1) * EPOCH
export const slug = (text: string): Hex => stringToHex(text, { size: 32 })
export const addressOf = (account: number): Hex => `0x${accountAddress(account).slice(2).toLowerCase()}`

/** Constructor arguments of a program. */
export const programArgs = (treasury: Hex, verifier: Hex): unknown[] => [
  treasury,
  verifier,
  {
    governor: addressOf(DEPLOYER),
    delay: DELAY,
    epochDuration: EPOCH,
    firstOpensAt: FIRST_OPENS_AT,
    budget: BUDGET,
    cap: CAP,
    smallestAnonymitySet: 2n,
  },
  TABLE,
  PARENTS,
]

/** Starts a chain, deploys token, verifier, treasury and program, and registers the members: blocks 1 to 3. */
export async function startPayoutChain({
  contracts = {},
  treasuryProxy,
}: PayoutChainOptions = {}): Promise<PayoutChain> {
  const compiled = await compileContracts()
  const anvil = await startAnvil({ genesisTime: GENESIS })
  const nonces: number[] = []
  let time = GENESIS
  let creationsAhead = 0
  let poseidon: Hex | undefined
  const groups = new Groups()

  const block: PayoutChain['block'] = async (planned = [], at = time + BLOCK_TIME) => {
    time = at
    creationsAhead = 0
    const transactions = await Promise.all(planned)
    const mined = await mineRequests(anvil.node, toRequests(transactions, nonces), at)
    const receipts = z
      .array(z.object({ status: z.string() }))
      .parse(await anvil.node.call('eth_getBlockReceipts', [numberToHex(mined.number)]))
    const failed = receipts.findIndex(({ status }) => status !== '0x1')
    if (failed >= 0) throw new Error(`transaction "${transactions[failed]?.kind}" of the test reverted`)
    return mined
  }
  const attach = (name: string, address: Hex): Deployed => {
    const { abi } = artifactOf(compiled, name)
    return {
      address,
      call: (from, functionName, ...args) => ({
        from,
        to: address,
        data: encodeFunctionData({ abi, functionName, args }),
        value: 0n,
        gas: 5_000_000n,
        kind: functionName,
      }),
    }
  }
  const create: PayoutChain['create'] = (name, ...args) => {
    const { abi, bytecode } = artifactOf(compiled, name)
    const from = accountAddress(DEPLOYER)
    const address = getContractAddress({ from, nonce: BigInt((nonces[DEPLOYER] ?? 0) + creationsAhead++) })
    const linked = linkPoseidon(bytecode, poseidon ?? address)
    const data = encodeDeployData({ abi, bytecode: linked, args })
    const transaction = { from: DEPLOYER, data, value: 0n, gas: 8_000_000n, kind: `create ${name}` }
    return { deployed: attach(name, lower(address)), transaction }
  }

  const nameOf = (role: Role) => contracts[role]?.name ?? HONEST[role]
  const creations: PlannedTransaction[] = []
  const deploy = (name: string, ...args: unknown[]): Deployed => {
    const { deployed, transaction } = create(name, ...args)
    creations.push(transaction)
    return deployed
  }
  const roleOf = (role: Role, ...args: unknown[]) =>
    deploy(nameOf(role), ...args, ...(contracts[role]?.args ?? []))
  try {
    poseidon = deploy('PoseidonT3').address
    const proofVerifier = deploy('SemaphoreVerifier')
    const semaphore = deploy('Semaphore', proofVerifier.address)
    const token = roleOf('token', addressOf(DEPLOYER), SUPPLY)
    const verifier = roleOf('verifier', addressOf(REGISTRAR), semaphore.address, proofVerifier.address)
    const implementation = roleOf('treasury', token.address, addressOf(DEPLOYER))
    const treasury =
      treasuryProxy === undefined
        ? implementation
        : attach(nameOf('treasury'), deploy(treasuryProxy, implementation.address).address)
    const program = roleOf('program', ...programArgs(treasury.address, verifier.address))
    const join: PayoutChain['join'] = (region, ...people) =>
      verifier.call(REGISTRAR, 'add', region, groups.add(region, people))
    const leave: PayoutChain['leave'] = (region, person) =>
      verifier.call(REGISTRAR, 'remove', region, ...groups.remove(region, person))
    await block(creations)
    await block([
      treasury.call(DEPLOYER, 'appoint', program.address),
      token.call(DEPLOYER, 'transfer', treasury.address, IN_TREASURY),
      ...Object.entries(MEMBERS).flatMap(([region, people]) => [
        verifier.call(REGISTRAR, 'setRegistrar', region, addressOf(REGISTRAR)),
        join(Number(region), ...people),
      ]),
      join(1, REMOVED),
    ])
    await block([leave(1, REMOVED)])
    return {
      rpcUrl: anvil.node.url,
      token,
      verifier,
      treasury,
      program,
      block,
      create,
      attach,
      join,
      leave,
      claim: async (epoch, region, person, recipient = person) => {
        const scope = scopeOf(program.address, epoch)
        const { nullifier, proof } = await groups.prove(region, person, scope, addressOf(recipient))
        return program.call(person, 'claim', epoch, region, addressOf(recipient), nullifier, proof)
      },
      stop: anvil.stop,
    }
  } catch (error) {
    await anvil.stop()
    throw error
  }
}
