import { database } from '@/app/database'
import { parseAddress, parseHash, parseInteger, parseSmall } from '@/components/payouts/parse'
import { PAYMENT_LEAF } from '@/lib/audit/payment-tree'
import { findInclusionProof } from '@/lib/db/read/reports'
import { UserError } from '@/lib/errors'
import { answer } from '../../../../../../../../answer'
import { chainOf, queryOf } from '../../../../../../../../request'

export const dynamic = 'force-dynamic'

type Params = { id: string; n: string; tx: string; log: string }

/** Proof that a payment is among those whose Merkle root the epoch's report states. */
export const GET = (request: Request, { params }: { params: Promise<Params> }) =>
  answer(async () => {
    const { chainId } = await chainOf(queryOf(request))
    const { id, n, tx, log } = await params
    const program = parseAddress(id)
    const epoch = parseInteger(n)
    const transactionHash = parseHash(tx)
    const logIndex = parseSmall(log)
    if (
      program === undefined ||
      epoch === undefined ||
      transactionHash === undefined ||
      logIndex === undefined
    ) {
      throw new UserError(
        'The path must be /api/v1/programs/ADDRESS/epochs/NUMBER/payments/TRANSACTION/LOG/proof.',
      )
    }
    const found = await findInclusionProof(
      database(),
      chainId,
      { program, epoch },
      { transactionHash, logIndex },
    )
    if (!found) {
      throw new UserError(
        `The report of epoch ${epoch} of the program ${program} on chain ${chainId} holds no payment at log ${logIndex} of transaction ${transactionHash}.`,
      )
    }
    const { at, ...payment } = found.payment
    return {
      chainId,
      program,
      epoch,
      root: found.root,
      encoding: PAYMENT_LEAF.map(({ type }) => type),
      payment: { ...at, ...payment },
      proof: found.proof,
    }
  })
