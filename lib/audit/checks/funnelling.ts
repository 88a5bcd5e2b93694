import type { Check } from '../check'
import { NOBODY } from '../facts'
import { counted, EVIDENCE_LIMIT, indeterminate, pass, placeOf } from '../outcome'
import type { Evidence, Hex, TokenTransfer } from '../types'

/** Blocks after a payment in which its payee's transfers are looked at. */
export const FUNNEL_BLOCKS = 100n
/** Payees who forward to one account, from which on it is said: smaller counts of people are not shown. */
export const FUNNEL_PAYEES = 10

/** An account that payees forwarded to. */
interface Funnel {
  payees: Set<Hex>
  amount: bigint
  /** what the last payee that was needed forwarded */
  reached?: TokenTransfer
}

export const funnelling: Check = {
  id: 'funnelling',
  name: 'Funnelling (a signal)',
  statement: `No account receives the token from ${FUNNEL_PAYEES} or more payees of the epoch, each within ${FUNNEL_BLOCKS} blocks of being paid.`,
  follow: ({ data: { program, known }, payments }) => {
    const paid = new RecentPayees()
    const funnels = new Map<Hex, Funnel>()
    return {
      payment: ({ payment }) => paid.add(payment.recipient, payment.at.blockNumber),
      moved: (transfer) => {
        const { from, to, amount, blockNumber } = transfer
        const passedOn = amount > 0n && ![from, program.address, program.treasury, NOBODY].includes(to)
        if (!passedOn || !paid.has(from, blockNumber)) return
        const funnel = funnels.get(to) ?? { payees: new Set(), amount: 0n }
        funnels.set(to, funnel)
        funnel.payees.add(from)
        funnel.amount += amount
        if (funnel.payees.size === FUNNEL_PAYEES) funnel.reached ??= transfer
      },
      finish: () => {
        if (!known.transfers) return indeterminate('The token transfers of the epoch are not known.')
        const found = [...funnels].flatMap(([account, { payees, amount, reached }]) =>
          reached === undefined ? [] : [rowOf(account, payees.size, amount, reached)],
        )
        if (found.length === 0) {
          return pass(
            `${counted(payments.count, 'payment')}; no account received from ${FUNNEL_PAYEES} or more payees within ${FUNNEL_BLOCKS} blocks of their payment.`,
          )
        }
        return {
          verdict: 'indeterminate',
          summary: `${counted(found.length, 'account')} received from ${FUNNEL_PAYEES} or more payees each within ${FUNNEL_BLOCKS} blocks of their payment: a shop, an exchange and one person behind many look the same.`,
          deviations: found.length,
          evidence: found.slice(0, EVIDENCE_LIMIT),
        }
      },
    }
  },
}

function rowOf(account: Hex, payees: number, amount: bigint, reached: TokenTransfer): Evidence {
  return {
    subject: `account ${account}`,
    ...placeOf(reached),
    expected: `fewer than ${FUNNEL_PAYEES} payees`,
    actual: `${payees} payees, ${amount} wei`,
  }
}

/** Who was paid in the last blocks: what it keeps does not grow with the length of the epoch. */
class RecentPayees {
  /** the block of the last payment, in the order of these payments */
  private readonly paidAt = new Map<Hex, bigint>()
  /** the block in work: who is forgotten is known once a block */
  private seen: bigint | undefined

  add(payee: Hex, block: bigint): void {
    this.forget(block)
    this.paidAt.delete(payee)
    this.paidAt.set(payee, block)
  }

  has(account: Hex, block: bigint): boolean {
    this.forget(block)
    return this.paidAt.has(account)
  }

  private forget(block: bigint): void {
    if (block === this.seen) return
    this.seen = block
    for (const [payee, paid] of this.paidAt) {
      if (paid + FUNNEL_BLOCKS >= block) return
      this.paidAt.delete(payee)
    }
  }
}
