import { type Address, toHex } from 'viem'
import { mnemonicToAccount, privateKeyToAccount } from 'viem/accounts'

/** The devnet's well-known phrase: its keys are public and worth nothing anywhere else. */
export const MNEMONIC = 'test test test test test test test test test test test junk'
export const ACCOUNT_COUNT = 300

/** Accounts by what they do on the devnet, as indexes of the derivation path. */
export const DEPLOYER = 0
export const REGISTRAR = 1
export const KEEPER = 2
export const CARRIERS = [3, 4, 5]
export const CLINICS = [6, 7, 8]
export const OPERATORS = [9, 10, 11]
export const TRADERS = Array.from({ length: 28 }, (_, index) => 12 + index)
/** One account for each person who can be a member of a region's group. */
export const PERSONS = Array.from({ length: ACCOUNT_COUNT - 40 }, (_, index) => 40 + index)

let derived: Address[] | undefined

/** The addresses of all devnet accounts by index. */
export function accountAddresses(): Address[] {
  if (derived !== undefined) return derived
  const parent = mnemonicToAccount(MNEMONIC, { path: "m/44'/60'/0'/0" }).getHdKey()
  derived = Array.from({ length: ACCOUNT_COUNT }, (_, index) => {
    const { privateKey } = parent.deriveChild(index)
    if (privateKey === null) throw new Error(`Account ${index} has no key.`)
    return privateKeyToAccount(toHex(privateKey)).address
  })
  return derived
}

/** The address of the account with this index. */
export function accountAddress(index: number): Address {
  const address = accountAddresses()[index]
  if (address === undefined) throw new Error(`The devnet has no account ${index}.`)
  return address
}
