import type { Check } from './check'
import { amountExact } from './checks/amount-exact'
import { balanceRecon } from './checks/balance-recon'
import { budgetCap } from './checks/budget-cap'
import { completeness } from './checks/completeness'
import { conservation } from './checks/conservation'
import { eligible } from './checks/eligible'
import { eventTransfer } from './checks/event-transfer'
import { expiry } from './checks/expiry'
import { funnelling } from './checks/funnelling'
import { inputsCommitted } from './checks/inputs-committed'
import { nullifierUnique } from './checks/nullifier-unique'
import { outOfBand } from './checks/out-of-band'
import { parametersLogged } from './checks/parameters-logged'
import { powers } from './checks/powers'
import { proofValid } from './checks/proof-valid'
import { recipientBound } from './checks/recipient-bound'
import { regionPolicy } from './checks/region-policy'
import { remainder } from './checks/remainder'
import { revokedUnpaid } from './checks/revoked-unpaid'
import { schedule } from './checks/schedule'
import { scopeBound } from './checks/scope-bound'
import { solvency } from './checks/solvency'
import { supply } from './checks/supply'
import { timelock } from './checks/timelock'
import { upgrades } from './checks/upgrades'
import type { Unanswerable } from './types'

/** The checks of an epoch, in the order in which an audit lists them: sums, people, rule, money, time, powers. */
export const CHECKS: readonly Check[] = [
  amountExact,
  regionPolicy,
  remainder,
  budgetCap,
  inputsCommitted,
  nullifierUnique,
  proofValid,
  scopeBound,
  recipientBound,
  eligible,
  revokedUnpaid,
  funnelling,
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

/** What no data on the chain can answer. */
export const UNANSWERABLE: readonly Unanswerable[] = [
  {
    id: 'one-person',
    name: 'One person, one registration',
    statement: 'Each registered commitment is of one living person of the region, and nobody has two.',
    reason:
      'Registrars vouch for it off chain. A proof shows that its maker is one of those they registered, not who registered.',
  },
]

/** Name and statement of a check by its id, those that cannot be answered included; undefined for an unknown id. */
export function describeCheck(id: string): { name: string; statement: string } | undefined {
  return [...CHECKS, ...UNANSWERABLE].find((check) => check.id === id)
}
