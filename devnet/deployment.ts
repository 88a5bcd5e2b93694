import { type Address, encodeFunctionData, type Hex, maxUint256, stringToHex } from 'viem'
import {
  accreditationsAbi,
  gridAbi,
  poolAbi,
  regionGroupsAbi,
  registryAbi,
  tokenAbi,
  treasuryAbi,
} from './abi'
import { accountAddress, CARRIERS, CLINICS, DEPLOYER, OPERATORS, REGISTRAR, TRADERS } from './accounts'
import type { Artifacts } from './compile'
import { creations } from './creation'
import { plantHotSpot } from './hot-spot'
import { contractAddresses, MODULES } from './layout'
import { commitmentOf, firstMembers } from './people/members'
import { REGIONS } from './regions'
import { type DevnetSettings, FIRST_EPOCH_AFTER } from './settings'
import type { PlannedBlock, PlannedTransaction } from './transaction'

const UNIT = 10n ** 18n
const TRANSACTIONS_A_BLOCK = 80
const MEMBERS_A_CALL = 30

/** The name of a module, role or parameter as the contracts write it: ASCII, left-aligned in 32 bytes. */
export function slug(text: string): Hex {
  return stringToHex(text, { size: 32 })
}

function call(from: number, to: Address, data: Hex, kind: string, gas = 250_000n): PlannedTransaction {
  return { from, to, data, value: 0n, gas, kind }
}

function announceModules(): PlannedTransaction[] {
  const address = contractAddresses()
  const announce = (data: Hex) => call(DEPLOYER, address.ModuleRegistry, data, 'announce')
  const modules = MODULES.flatMap(({ id, name, description, contracts }) => [
    announce(
      encodeFunctionData({
        abi: registryAbi,
        functionName: 'registerModule',
        args: [slug(id), name, description],
      }),
    ),
    ...contracts.map(([contract, label]) =>
      announce(
        encodeFunctionData({
          abi: registryAbi,
          functionName: 'addContract',
          args: [slug(id), address[contract], label],
        }),
      ),
    ),
  ])
  const program = encodeFunctionData({
    abi: registryAbi,
    functionName: 'registerProgram',
    args: [slug('personhood-pay'), address.PersonhoodPay, 'personhood-pay', 'Personhood Pay'],
  })
  return [...modules, announce(program)]
}

function accredit(): PlannedTransaction[] {
  const { Accreditations } = contractAddresses()
  const roles: [string, number[]][] = [
    ['carrier', CARRIERS],
    ['clinic', CLINICS],
    ['meter-operator', OPERATORS],
  ]
  return roles.flatMap(([role, accounts]) =>
    accounts.map((account) => {
      const args = [slug(role), accountAddress(account)] as const
      const data = encodeFunctionData({ abi: accreditationsAbi, functionName: 'accredit', args })
      return call(REGISTRAR, Accreditations, data, 'accredit')
    }),
  )
}

function registerMembers(): PlannedTransaction[] {
  const { RegionGroups } = contractAddresses()
  const members = firstMembers()
  return REGIONS.flatMap(({ region }) => {
    const named = encodeFunctionData({
      abi: regionGroupsAbi,
      functionName: 'setRegistrar',
      args: [region, accountAddress(REGISTRAR)],
    })
    const commitments = members.filter((member) => member.region === region).map(commitmentOf)
    const calls = [call(REGISTRAR, RegionGroups, named, 'appoint registrar')]
    for (let from = 0; from < commitments.length; from += MEMBERS_A_CALL) {
      const args = [region, commitments.slice(from, from + MEMBERS_A_CALL)] as const
      const data = encodeFunctionData({ abi: regionGroupsAbi, functionName: 'add', args })
      calls.push(call(REGISTRAR, RegionGroups, data, 'add members', 8_000_000n))
    }
    return calls
  })
}

function fund(): PlannedTransaction[] {
  const { PayToken, EnergyCredit, Treasury, PersonhoodPay, SwapPool } = contractAddresses()
  const give = (token: Address, to: Address, whole: bigint) =>
    call(
      DEPLOYER,
      token,
      encodeFunctionData({ abi: tokenAbi, functionName: 'transfer', args: [to, whole * UNIT] }),
      'fund',
    )
  const approve = (from: number, token: Address, spender: Address) =>
    call(
      from,
      token,
      encodeFunctionData({ abi: tokenAbi, functionName: 'approve', args: [spender, maxUint256] }),
      'approve',
    )
  const appoint = encodeFunctionData({ abi: treasuryAbi, functionName: 'appoint', args: [PersonhoodPay] })
  const liquidity = encodeFunctionData({
    abi: poolAbi,
    functionName: 'addLiquidity',
    args: [5_000_000n * UNIT, 20_000_000n * UNIT],
  })
  const { EnergyGrid, SavingsVault, Shipments } = contractAddresses()
  return [
    call(DEPLOYER, Treasury, appoint, 'appoint program'),
    give(PayToken, Treasury, 500_000_000n),
    approve(DEPLOYER, PayToken, SwapPool),
    approve(DEPLOYER, EnergyCredit, SwapPool),
    call(DEPLOYER, SwapPool, liquidity, 'add liquidity'),
    ...TRADERS.flatMap((trader) => [
      give(PayToken, accountAddress(trader), 1_000_000n),
      give(EnergyCredit, accountAddress(trader), 1_000_000n),
    ]),
    ...TRADERS.flatMap((trader) => [
      ...[SwapPool, SavingsVault, Shipments, EnergyGrid].map((spender) => approve(trader, PayToken, spender)),
      approve(trader, EnergyCredit, SwapPool),
    ]),
  ]
}

function installMeters(): PlannedTransaction[] {
  const { EnergyGrid } = contractAddresses()
  return TRADERS.map((owner, index) => {
    const data = encodeFunctionData({ abi: gridAbi, functionName: 'install', args: [accountAddress(owner)] })
    return call(OPERATORS[index % OPERATORS.length] ?? REGISTRAR, EnergyGrid, data, 'install meter')
  })
}

/**
 * The blocks that set the chain up, from block 1 on: contracts, then the registry's announcements, then members,
 * money and meters. They end before the first epoch is due.
 */
export function deploymentBlocks(settings: DevnetSettings, compiled: Artifacts): PlannedBlock[] {
  const people = [...accredit(), ...registerMembers()]
  const setup = [...fund(), ...installMeters()]
  const groups = [creations(settings, compiled), announceModules(), people]
  for (let from = 0; from < setup.length; from += TRANSACTIONS_A_BLOCK) {
    groups.push(setup.slice(from, from + TRANSACTIONS_A_BLOCK))
  }
  const planted = plantHotSpot(settings, compiled)
  if (planted.length > 0) groups.push(planted)
  const blocks = groups.map((transactions, index) => ({
    timestamp: settings.genesisTime + (index + 1) * settings.blockTime,
    transactions,
  }))
  if (blocks.length * settings.blockTime > FIRST_EPOCH_AFTER) {
    throw new Error('The deployment takes longer than the first epoch can wait.')
  }
  return blocks
}
