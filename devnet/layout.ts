import { type Address, getContractAddress } from 'viem'
import { accountAddresses, DEPLOYER } from './accounts'

/**
 * The contracts of the devnet in the order of their creation: the place in this list is the deployer's nonce. Proofs of
 * personhood name the program's address, and were made ahead: its place stays.
 */
export const CONTRACTS = [
  'ModuleRegistry',
  'Accreditations',
  'RegionGroups',
  'PayToken',
  'Treasury',
  'PersonhoodPay',
  'EnergyCredit',
  'EnergyGrid',
  'SwapPool',
  'SavingsVault',
  'Shipments',
  'ConsentLedger',
  'RecordAnchors',
  'Tally',
  'PoseidonT3',
  'SemaphoreVerifier',
  'Semaphore',
] as const
export type ContractName = (typeof CONTRACTS)[number]

/** The modules that the registry announces, with the contracts of each and their labels. */
export const MODULES: {
  id: string
  name: string
  description: string
  contracts: [ContractName, string][]
}[] = [
  {
    id: 'identity',
    name: 'Identity',
    description: 'Who is a member of which region, and which organisations are accredited.',
    contracts: [
      ['RegionGroups', 'Region groups'],
      ['Semaphore', 'Semaphore'],
      ['SemaphoreVerifier', 'Semaphore verifier'],
      ['Accreditations', 'Accreditations'],
    ],
  },
  {
    id: 'personhood-pay',
    name: 'Personhood Pay',
    description: 'An income for every person, once an epoch, by a published rule.',
    contracts: [
      ['PersonhoodPay', 'Personhood Pay'],
      ['PayToken', 'Pay Token'],
      ['Treasury', 'Treasury'],
    ],
  },
  {
    id: 'defi',
    name: 'DeFi',
    description: 'A pool that swaps pay tokens for energy credits, and a savings vault.',
    contracts: [
      ['SwapPool', 'PAY/KWH pool'],
      ['SavingsVault', 'Savings vault'],
    ],
  },
  {
    id: 'supply-chain',
    name: 'Supply chain',
    description: 'Shipments with a chain of custody, paid at delivery.',
    contracts: [['Shipments', 'Shipments']],
  },
  {
    id: 'health-records',
    name: 'Health records',
    description: 'Hashes of records and the consents to read them; no personal data.',
    contracts: [
      ['RecordAnchors', 'Record anchors'],
      ['ConsentLedger', 'Consent ledger'],
    ],
  },
  {
    id: 'energy-grid',
    name: 'Energy grid',
    description: 'Meters, their readings, and the settlement of what was fed in and drawn.',
    contracts: [
      ['EnergyGrid', 'Energy grid'],
      ['EnergyCredit', 'Energy Credit'],
    ],
  },
]

/** The address of each contract, which follows from the deployer and its nonce alone. */
export function contractAddresses(): Record<ContractName, Address> {
  const from = accountAddresses()[DEPLOYER]
  if (from === undefined) throw new Error('The deployer has no address.')
  const at = (name: ContractName) => getContractAddress({ from, nonce: BigInt(CONTRACTS.indexOf(name)) })
  return {
    ModuleRegistry: at('ModuleRegistry'),
    Accreditations: at('Accreditations'),
    RegionGroups: at('RegionGroups'),
    PayToken: at('PayToken'),
    Treasury: at('Treasury'),
    PersonhoodPay: at('PersonhoodPay'),
    EnergyCredit: at('EnergyCredit'),
    EnergyGrid: at('EnergyGrid'),
    SwapPool: at('SwapPool'),
    SavingsVault: at('SavingsVault'),
    Shipments: at('Shipments'),
    ConsentLedger: at('ConsentLedger'),
    RecordAnchors: at('RecordAnchors'),
    Tally: at('Tally'),
    PoseidonT3: at('PoseidonT3'),
    SemaphoreVerifier: at('SemaphoreVerifier'),
    Semaphore: at('Semaphore'),
  }
}
