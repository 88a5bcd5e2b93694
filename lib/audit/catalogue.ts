import { amountExact } from './checks/amount-exact'
import { balanceRecon } from './checks/balance-recon'
import { budgetCap } from './checks/budget-cap'
import { completeness } from './checks/completeness'
import { conservation } from './checks/conservation'
import { eligible } from './checks/eligible'
import { eventTransfer } from './checks/event-transfer'
import { expiry } from './checks/expiry'
import { inputsCommitted } from './checks/inputs-committed'
import { nullifierUnique } from './checks/nullifier-unique'
import { outOfBand } from './checks/out-of-band'
import { parametersLogged } from './checks/parameters-logged'
import { powers } from './checks/powers'
import { regionPolicy } from './checks/region-policy'
import { remainder } from './checks/remainder'
import { revokedUnpaid } from './checks/revoked-unpaid'
import { schedule } from './checks/schedule'
import { scopeBound } from './checks/scope-bound'
import { solvency } from './checks/solvency'
import { supply } from './checks/supply'
import { timelock } from './checks/timelock'
import { upgrades } from './checks/upgrades'
import type { Check, Unanswerable } from './types'

/** The checks of an epoch, in the order in which an audit lists them: sums, people, rule, money, time, powers. */
export const CHECKS: readonly Check[] = [
  amountExact,
  regionPolicy,
  remainder,
  budgetCap,
  inputsCommitted,
  nullifierUnique,
  scopeBound,
  eligible,
  revokedUnpaid,
  eventTransfer,
  conservation,
  solvency,
  outOfBand,
  balanceRecon,
  supply,
  schedule,
  expiry,
  parametersLogged,
  timelock,
  upgrades,
  powers,
  completeness,
]

/** What the registrar's list, standing in for the proof of personhood, cannot answer by its design. */
export const UNANSWERABLE: readonly Unanswerable[] = [
  {
    id: 'proof-valid',
    name: 'Proof of personhood',
    statement:
      'The zero-knowledge proof of each claim verifies again, off chain, in a second implementation.',
    reason:
      "The program's verifier is a registrar's list; its proof is the commitment itself, and there is none to verify.",
  },
  {
    id: 'recipient-bound',
    name: 'Recipient binding',
    statement: "The message that each claim's proof signs is its payee.",
    reason:
      "The proof of the registrar's list signs no message: whoever knows a commitment can claim for it.",
  },
]

/** Name and statement of a check by its id, those that cannot be answered included; undefined for an unknown id. */
export function describeCheck(id: string): { name: string; statement: string } | undefined {
  return [...CHECKS, ...UNANSWERABLE].find((check) => check.id === id)
}
