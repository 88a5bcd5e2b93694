import {
  type Address,
  concatHex,
  encodeAbiParameters,
  encodeFunctionData,
  getContractAddress,
  type Hex,
  parseAbi,
  parseAbiParameters,
  stringToHex,
} from 'viem'
import { registryAbi, tokenAbi, treasuryAbi } from '../abi'
import { accountAddress, DEPLOYER } from '../accounts'
import { type Artifacts, artifactOf } from '../compile'
import { programArguments } from '../creation'
import { CONTRACTS, contractAddresses } from '../layout'
import type { DevnetSettings } from '../settings'
import type { PlannedTransaction } from '../transaction'

/** The contracts of the cautionary program in the order of their creation, right after the devnet's own. */
const CAUTIONARY = ['CautionaryTreasury', 'TreasuryProxy', 'OtherTreasury', 'CautionaryPay'] as const
type CautionaryName = (typeof CAUTIONARY)[number]

const GAS = 6_000_000n
const UNIT = 10n ** 18n

export const cautionaryPayAbi = parseAbi([
  'function pay(uint32 region, uint256 nullifier, address stated, address payee, uint256 extra, uint256 rootOf)',
  'function setBudgetQuietly(uint256 value)',
  'function setCapAtOnce(uint256 value)',
  'function swapTable()',
  'function openEpoch()',
  'function closeEpoch()',
])
export const cautionaryTreasuryAbi = parseAbi([
  'function payBatch(address[] payees, uint256 amount)',
  'function keepBack(bool keepsBack_)',
])
export const proxyAbi = parseAbi(['function exchange(address implementation)'])

/** The addresses of the cautionary program's contracts; its treasury is the proxy. */
export function cautionaryAddresses(): Record<CautionaryName, Address> {
  const from = accountAddress(DEPLOYER)
  const at = (name: CautionaryName) =>
    getContractAddress({ from, nonce: BigInt(CONTRACTS.length + CAUTIONARY.indexOf(name)) })
  return {
    CautionaryTreasury: at('CautionaryTreasury'),
    TreasuryProxy: at('TreasuryProxy'),
    OtherTreasury: at('OtherTreasury'),
    CautionaryPay: at('CautionaryPay'),
  }
}

/** The transactions that create them. */
export function cautionaryCreations(settings: DevnetSettings, compiled: Artifacts): PlannedTransaction[] {
  const { PayToken } = contractAddresses()
  const address = cautionaryAddresses()
  const founder = accountAddress(DEPLOYER)
  const treasury = encodeAbiParameters(parseAbiParameters('address, address'), [PayToken, founder])
  const create = (contract: string, given: Hex): PlannedTransaction => {
    const data = concatHex([artifactOf(compiled, contract).bytecode, given])
    return { from: DEPLOYER, data, value: 0n, gas: GAS, kind: `create ${contract}` }
  }
  return [
    create('CautionaryTreasury', treasury),
    create(
      'SwappableProxy',
      encodeAbiParameters(parseAbiParameters('address'), [address.CautionaryTreasury]),
    ),
    create('CautionaryTreasury', treasury),
    create(
      'CautionaryPay',
      programArguments({ ...settings, deviatingClaim: undefined }, address.TreasuryProxy),
    ),
  ]
}

/** Announces the program beside the honest one, appoints it, and gives its treasury money. */
export function cautionarySetup(): PlannedTransaction[] {
  const { ModuleRegistry, PayToken } = contractAddresses()
  const { TreasuryProxy: treasury, CautionaryPay: program } = cautionaryAddresses()
  const call = (to: Address, data: Hex, kind: string): PlannedTransaction => ({
    from: DEPLOYER,
    to,
    data,
    value: 0n,
    gas: 300_000n,
    kind,
  })
  const module = stringToHex('personhood-pay', { size: 32 })
  const contracts = [
    [module, program, 'Cautionary Pay'],
    [module, treasury, 'Cautionary treasury'],
  ] as const
  const registered = [module, program, 'personhood-pay', 'Cautionary Pay'] as const
  return [
    // The registry takes a program only as one of the contracts of its module.
    ...contracts.map((args) =>
      call(
        ModuleRegistry,
        encodeFunctionData({ abi: registryAbi, functionName: 'addContract', args }),
        'announce',
      ),
    ),
    call(
      ModuleRegistry,
      encodeFunctionData({ abi: registryAbi, functionName: 'registerProgram', args: registered }),
      'announce',
    ),
    call(
      treasury,
      encodeFunctionData({ abi: treasuryAbi, functionName: 'appoint', args: [program] }),
      'appoint program',
    ),
    call(
      PayToken,
      encodeFunctionData({
        abi: tokenAbi,
        functionName: 'transfer',
        args: [treasury, 100_000_000n * UNIT],
      }),
      'fund',
    ),
  ]
}
