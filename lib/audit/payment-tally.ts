import type { FollowedPayment } from './check'
import { counted } from './outcome'

/** What several checks count over the payments of an epoch. */
export class PaymentTally {
  /** payments of the epoch */
  count = 0
  /** those whose proof is not in the calldata that was looked at */
  unseen = 0
  private unproved = 0
  private readonly regions = new Map<number, AmountCounts>()

  add({ payment: { region, amount }, found }: FollowedPayment): void {
    this.count++
    if (found?.source !== 'calldata') this.unseen++
    if (found?.source !== 'calldata' || found.refusal !== undefined) this.unproved++
    let amounts = this.regions.get(region)
    if (amounts === undefined) {
      amounts = new AmountCounts()
      this.regions.set(region, amounts)
    }
    amounts.add(amount)
  }

  /** By region, how many payments there are of which amount. */
  get byRegion(): Map<number, Map<bigint, bigint>> {
    return new Map([...this.regions].map(([region, amounts]) => [region, amounts.counts()]))
  }

  /** Sum of all payments in wei. */
  get paid(): bigint {
    return [...this.byRegion.values()].reduce((sum, counts) => sum + sumOfCounts(counts), 0n)
  }

  /** Why what the proofs state says nothing about some payments; undefined where each has a proof that verifies. */
  get unprovedReason(): string | undefined {
    if (this.unproved === 0) return undefined
    return `${counted(this.unproved, 'payment')} of ${this.count} without a proof that was seen and verifies (see proof-valid)`
  }
}

/** How many payments, by amount. A rule pays most of a region the same. */
class AmountCounts {
  private readonly byAmount = new Map<bigint, bigint>()
  private last = 0n
  private run = 0

  add(amount: bigint): void {
    if (amount !== this.last) this.settle()
    this.last = amount
    this.run++
  }

  counts(): Map<bigint, bigint> {
    this.settle()
    return this.byAmount
  }

  private settle(): void {
    if (this.run > 0) this.byAmount.set(this.last, (this.byAmount.get(this.last) ?? 0n) + BigInt(this.run))
    this.run = 0
  }
}

/** Sum of amounts, each as often as it counts. */
export function sumOfCounts(counts: ReadonlyMap<bigint, bigint>): bigint {
  let sum = 0n
  for (const [amount, count] of counts) sum += amount * count
  return sum
}
