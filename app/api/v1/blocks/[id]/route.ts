import { database } from '@/app/database'
import { getBlockMetrics } from '@/lib/db/read/block-metrics'
import { findBlock } from '@/lib/db/read/blocks'
import { UserError } from '@/lib/errors'
import { parseBlockNumber, parseHash } from '@/lib/format/parse'
import { answer, NotThere } from '../../answer'
import { chainOf, queryOf } from '../../request'

export const dynamic = 'force-dynamic'

/** A block by its number or hash: its header, its checks, and its metrics under every policy. */
export const GET = (request: Request, { params }: { params: Promise<{ id: string }> }) =>
  answer(async () => {
    const { chainId } = await chainOf(queryOf(request))
    const text = (await params).id
    const id = parseHash(text) ?? parseBlockNumber(text)
    if (id === undefined)
      throw new UserError('A block is named by its number in decimal digits, or by its hash.')
    const db = database()
    const block = await findBlock(db, chainId, id)
    if (block === undefined) throw new NotThere(`Block ${id} is not indexed on chain ${chainId}.`)
    return { chainId, block, metrics: await getBlockMetrics(db, chainId, block.number) }
  })
