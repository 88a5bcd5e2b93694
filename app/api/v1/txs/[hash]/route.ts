import { database } from '@/app/database'
import { findBlockAccess } from '@/lib/db/read/access'
import { getTransactionLogs } from '@/lib/db/read/logs'
import { findTransaction } from '@/lib/db/read/transactions'
import { UserError } from '@/lib/errors'
import { parseHash } from '@/lib/format/parse'
import { neighboursOf } from '@/lib/parallelism/neighbours'
import { answer, NotThere } from '../../answer'
import { chainOf, queryOf } from '../../request'

export const dynamic = 'force-dynamic'

/** A transaction by its hash: all of it, its logs, its access set, and the transactions that it depends on or that depend on it. */
export const GET = (request: Request, { params }: { params: Promise<{ hash: string }> }) =>
  answer(async () => {
    const { chainId } = await chainOf(queryOf(request))
    const hash = parseHash((await params).hash)
    if (hash === undefined)
      throw new UserError('A transaction is named by its hash: 0x and 64 hexadecimal digits.')
    const db = database()
    const transaction = await findTransaction(db, chainId, hash)
    if (transaction === undefined)
      throw new NotThere(`No indexed transaction of chain ${chainId} has this hash.`)
    const [logs, sets] = await Promise.all([
      getTransactionLogs(db, chainId, transaction, 0, transaction.logCount),
      findBlockAccess(db, chainId, transaction.blockNumber),
    ])
    return {
      chainId,
      transaction,
      logs,
      access: sets?.[transaction.index],
      dependencies: sets && neighboursOf(sets, transaction.index),
    }
  })
