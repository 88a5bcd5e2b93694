import { AccessBuilder, type KeyCache } from './access-builder'
import type { TracedAccount, TracedState } from './trace-shape'
import type { AccessSet } from './types'

/** One transaction's traces; addresses are lower-case 0x hex. */
export interface TracedTransaction {
  sender: string
  to: string | undefined
  /** the block's fee recipient */
  coinbase: string
  /** the plain trace: state before the transaction of all that it touched */
  touched: TracedState
  /** the diff: changed accounts before and after */
  pre: TracedState
  post: TracedState
  keys: KeyCache
}

/** The access set of one traced transaction, by the table in docs/parallelism.md, "Access sets from traces". */
export function tracedAccess(transaction: TracedTransaction): AccessSet {
  const { sender, to, touched, pre, post, keys } = transaction
  const set = new AccessBuilder()
  set.update(keys.nonce(sender))
  set.update(keys.balance(sender))
  for (const [address, before] of pre) {
    const after = post.get(address)
    for (const slot of before.slots) set.update(keys.slot(address, slot))
    if (after === undefined) destroy(set, address, before, transaction)
    else change(set, address, before, after, transaction)
  }
  for (const [address, after] of post) {
    for (const slot of after.slots) set.update(keys.slot(address, slot))
    if (!pre.has(address)) change(set, address, undefined, after, transaction)
  }
  for (const [address, account] of touched) {
    for (const slot of account.slots) set.read(keys.slot(address, slot))
    set.read(keys.code(address))
    if (isContract(account) && isEngaged(address, account, transaction)) set.contract(address)
  }
  if (to !== undefined) set.read(keys.code(to))
  return set.build()
}

function change(
  set: AccessBuilder,
  address: string,
  before: TracedAccount | undefined,
  after: TracedAccount,
  transaction: TracedTransaction,
): void {
  const { sender, touched, keys } = transaction
  const nonce = before?.nonce ?? 0n
  const renumbered = (after.nonce ?? nonce) !== nonce
  if (renumbered) set.update(keys.nonce(address))
  const recoded = after.codeNamed && after.codeHash !== before?.codeHash
  const created = before === undefined && (after.nonce ?? 0n) > 0n && address !== sender
  if (recoded || created) set.write(keys.code(address))
  const balance = before === undefined ? 0n : (before.balance ?? touched.get(address)?.balance ?? 0n)
  settle(set, address, balance, after.balance ?? balance, transaction)
  // A fee changes no nonce and lowers no balance: a fee recipient whose nonce changed or whose balance fell ran code.
  const ran = renumbered || (after.balance ?? balance) < balance
  const engaged = before !== undefined && (ran || isEngaged(address, before, transaction))
  if (created || isContract(after) || (engaged && isContract(before))) set.contract(address)
}

function destroy(
  set: AccessBuilder,
  address: string,
  before: TracedAccount,
  transaction: TracedTransaction,
): void {
  const { touched, keys } = transaction
  const known = touched.get(address)
  for (const slot of known?.slots ?? []) set.update(keys.slot(address, slot))
  set.update(keys.nonce(address))
  set.write(keys.code(address))
  settle(set, address, before.balance ?? known?.balance ?? 0n, 0n, transaction)
  if (isContract(before)) set.contract(address)
}

/** A balance that fell is a read and a write, one that rose a credit; fees are settled per block. */
function settle(
  set: AccessBuilder,
  address: string,
  before: bigint,
  after: bigint,
  { sender, coinbase, keys }: TracedTransaction,
): void {
  if (address === sender || address === coinbase) return
  if (after < before) set.update(keys.balance(address))
  if (after > before) set.credit(keys.balance(address))
}

const isContract = ({ codeHash, slots }: TracedAccount): boolean => codeHash !== undefined || slots.length > 0

/** False for a fee recipient that is a contract and was only paid: nothing ran there, so no lane is held for it. */
function isEngaged(
  address: string,
  { slots }: TracedAccount,
  { sender, to, coinbase }: TracedTransaction,
): boolean {
  return address !== coinbase || address === to || address === sender || slots.length > 0
}
