import type { PaymentPosition } from '@/lib/db/read/payments'

/** Payments that an export reads at a time. */
export const EXPORT_PAGE = 5000

/** Every payment up to a block, read page by page: memory does not grow with their number. */
export async function* allPayments<Row extends PaymentPosition>(
  read: (after: PaymentPosition | undefined) => Promise<Row[]>,
  to: bigint,
): AsyncGenerator<Row> {
  let after: PaymentPosition | undefined
  for (;;) {
    const page = await read(after)
    for (const payment of page) {
      if (payment.blockNumber > to) return
      yield payment
    }
    after = page.at(-1)
    if (page.length < EXPORT_PAGE) return
  }
}
