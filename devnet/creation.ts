import { type Address, concatHex, encodeAbiParameters, type Hex, parseAbiParameters } from 'viem'
import { accountAddress, DEPLOYER, REGISTRAR } from './accounts'
import { type Artifacts, artifactOf, linkPoseidon } from './compile'
import { CONTRACTS, type ContractName, contractAddresses } from './layout'
import { REGIONS, SMALLEST_ANONYMITY_SET } from './regions'
import { type DevnetSettings, FIRST_BUDGET, FIRST_CAP, FIRST_EPOCH_AFTER } from './settings'
import type { PlannedTransaction } from './transaction'

const UNIT = 10n ** 18n
const CREATION_GAS = 6_000_000n

const structs = [
  'struct Settings { address governor; uint64 delay; uint64 epochDuration; uint64 firstOpensAt; uint256 budget; uint256 cap; uint256 smallestAnonymitySet; }',
  'struct Region { uint32 region; string name; uint256 population; uint32 need; uint32 geography; }',
] as const
const honestProgram = parseAbiParameters([
  'address, address, Settings settings, Region[] regions, uint32[] parents',
  ...structs,
])
const deviatingProgram = parseAbiParameters([
  'address, address, Settings settings, Region[] regions, uint32[] parents, uint256 claim',
  ...structs,
])

function programArguments(settings: DevnetSettings): Hex {
  const { Treasury, RegionGroups } = contractAddresses()
  const first = {
    governor: accountAddress(DEPLOYER),
    delay: BigInt(settings.timelockDelay),
    epochDuration: BigInt(settings.epochDuration),
    firstOpensAt: BigInt(settings.genesisTime + FIRST_EPOCH_AFTER),
    budget: FIRST_BUDGET,
    cap: FIRST_CAP,
    smallestAnonymitySet: SMALLEST_ANONYMITY_SET,
  }
  const parents = REGIONS.map(({ parent }) => parent)
  return settings.deviatingClaim === undefined
    ? encodeAbiParameters(honestProgram, [Treasury, RegionGroups, first, REGIONS, parents])
    : encodeAbiParameters(deviatingProgram, [
        Treasury,
        RegionGroups,
        first,
        REGIONS,
        parents,
        BigInt(settings.deviatingClaim),
      ])
}

function constructorArguments(settings: DevnetSettings): Record<ContractName, Hex> {
  const address = contractAddresses()
  const deployer = accountAddress(DEPLOYER)
  const registrar = accountAddress(REGISTRAR)
  const one = (value: Address) => encodeAbiParameters(parseAbiParameters('address'), [value])
  const two = (a: Address, b: Address) => encodeAbiParameters(parseAbiParameters('address, address'), [a, b])
  const three = (a: Address, b: Address, c: Address) =>
    encodeAbiParameters(parseAbiParameters('address, address, address'), [a, b, c])
  return {
    ModuleRegistry: one(deployer),
    Accreditations: one(registrar),
    RegionGroups: three(registrar, address.Semaphore, address.SemaphoreVerifier),
    PayToken: encodeAbiParameters(parseAbiParameters('address, uint256'), [deployer, 1_000_000_000n * UNIT]),
    Treasury: two(address.PayToken, deployer),
    PersonhoodPay: programArguments(settings),
    EnergyCredit: encodeAbiParameters(parseAbiParameters('address, address, uint256'), [
      address.EnergyGrid,
      deployer,
      100_000_000n * UNIT,
    ]),
    EnergyGrid: encodeAbiParameters(parseAbiParameters('address, address, address, uint256'), [
      address.PayToken,
      address.EnergyCredit,
      address.Accreditations,
      UNIT / 4n,
    ]),
    SwapPool: two(address.PayToken, address.EnergyCredit),
    SavingsVault: one(address.PayToken),
    Shipments: two(address.PayToken, address.Accreditations),
    ConsentLedger: '0x',
    RecordAnchors: two(address.Accreditations, address.ConsentLedger),
    Tally: '0x',
    PoseidonT3: '0x',
    SemaphoreVerifier: '0x',
    Semaphore: one(address.SemaphoreVerifier),
  }
}

/** The transactions that create the devnet's contracts, in the order that gives each its known address. */
export function creations(settings: DevnetSettings, compiled: Artifacts): PlannedTransaction[] {
  const given = constructorArguments(settings)
  const { PoseidonT3 } = contractAddresses()
  return CONTRACTS.map((name) => {
    const deviates = name === 'PersonhoodPay' && settings.deviatingClaim !== undefined
    const { bytecode } = artifactOf(compiled, deviates ? 'DeviatingPersonhoodPay' : name)
    const data = concatHex([linkPoseidon(bytecode, PoseidonT3), given[name]])
    return { from: DEPLOYER, data, value: 0n, gas: CREATION_GAS, kind: `create ${name}` }
  })
}
