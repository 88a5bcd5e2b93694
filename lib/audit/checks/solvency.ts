import type { Check, FollowedPayment } from '../check'
import type { AuditContext } from '../context'
import { Deviations, fail, indeterminate, pass, placeOf } from '../outcome'
import type { Evidence, TokenTransfer } from '../types'

export const solvency: Check = {
  id: 'solvency',
  name: 'Solvency',
  statement:
    "The budget moves from the treasury to the program in the opening's transaction; and at the end of every block before the close the program holds at least what the snapshot's members may claim, less what nullifiers paid so far were due.",
  follow: (context) => {
    const { data, rule, ruleProblem, opening, transfers } = context
    const before = data.balances.find(
      ({ holder, blockNumber }) =>
        holder === data.program.address && blockNumber === opening.at.blockNumber - 1n,
    )
    const debt = new Debt(context, before?.balance ?? 0n)
    return {
      payment: (followed) => debt.pay(followed),
      transfer: (transfer) => debt.move(transfer),
      finish: () => {
        if (rule === undefined) return indeterminate(`The rule cannot be computed: ${ruleProblem}.`)
        if (transfers === undefined) return indeterminate('The token transfers of the epoch are not known.')
        const unfunded = transfers.unfunded.map(
          ({ at, budget }): Evidence => ({
            subject: 'funding',
            ...placeOf(at),
            expected: `transfer of ${budget} wei from the treasury`,
            actual: 'no such transfer',
          }),
        )
        const deviations = Deviations.of(unfunded, before === undefined ? [] : debt.shortBlocks())
        if (deviations.count > 0) return fail('The program could not pay everybody what it owed.', deviations)
        if (before === undefined) {
          return indeterminate(`The program's balance at block ${opening.at.blockNumber - 1n} is not known.`)
        }
        return pass(
          `Funded with ${opening.budget} wei against ${rule.owed} wei owed, and never short of what was left to pay.`,
        )
      },
    }
  },
}

/** What the program holds and owes, block by block from the opening's to the one before the close's. */
class Debt {
  private readonly first: bigint
  /** the block after the last */
  private readonly end: bigint
  private owed: bigint
  /** the block in work, once there is one */
  private block: bigint | undefined
  private readonly short = new Deviations()
  /** nullifiers that were paid before the opening's block, which settles nothing */
  private readonly early = new Set<bigint>()

  constructor(
    private readonly context: AuditContext,
    private balance: bigint,
  ) {
    const { data, opening, rule } = context
    this.first = opening.at.blockNumber
    this.end = data.closings[0]?.at.blockNumber ?? data.upTo.number + 1n
    this.owed = rule?.owed ?? 0n
  }

  pay({ payment: { at, region, nullifier }, paidBefore }: FollowedPayment): void {
    if (at.blockNumber < this.first) this.early.add(nullifier)
    if (!this.isWithin(at.blockNumber)) return
    const isSettled = paidBefore !== undefined && !this.early.delete(nullifier)
    if (!isSettled) this.owed -= this.context.amounts.get(region)?.amount ?? 0n
  }

  move({ blockNumber, from, to, amount }: TokenTransfer): void {
    if (!this.isWithin(blockNumber)) return
    const { address } = this.context.data.program
    if (to === address) this.balance += amount
    if (from === address) this.balance -= amount
  }

  /** Blocks in which the balance or the debt changed and the balance then did not cover the debt. */
  shortBlocks(): Deviations {
    this.endBlock()
    this.block = undefined
    return this.short
  }

  /** Whether a block counts; the one before it is at its end then. */
  private isWithin(block: bigint): boolean {
    if (block < this.first || block >= this.end) return false
    if (block !== this.block) this.endBlock()
    this.block = block
    return true
  }

  private endBlock(): void {
    const { block, owed, balance } = this
    if (block === undefined || balance >= owed) return
    this.short.add(() => ({
      subject: "program's balance",
      blockNumber: block,
      expected: `at least ${owed}`,
      actual: `${balance}`,
      unit: 'wei',
    }))
  }
}
