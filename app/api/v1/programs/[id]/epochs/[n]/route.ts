import { database } from '@/app/database'
import { loadAudit, loadEpoch, toldRegions } from '@/components/payouts/load-epoch'
import { parseAddress, parseInteger } from '@/components/payouts/parse'
import { loadPeriod } from '@/components/payouts/period/load-period'
import { UserError } from '@/lib/errors'
import { answer } from '../../../../answer'
import { chainOf, queryOf } from '../../../../request'

export const dynamic = 'force-dynamic'

/**
 * A period of a program that is audited by periods: its blocks and its audit. An epoch: its opening and close, its regions, the rule computed again step by step, and its audit. Counts by region below 10, and what
 * would tell them, are null.
 */
export const GET = (request: Request, { params }: { params: Promise<{ id: string; n: string }> }) =>
  answer(async () => {
    const { chainId } = await chainOf(queryOf(request))
    const { id, n } = await params
    const address = parseAddress(id)
    const number = parseInteger(n)
    if (address === undefined || number === undefined) {
      throw new UserError('The path must be /api/v1/programs/ADDRESS/epochs/NUMBER.')
    }
    const db = database()
    const ofPeriod = await loadPeriod(db, chainId, { program: address, epoch: number }, {})
    if (ofPeriod) {
      const { program, period, audit, adapter } = ofPeriod
      return { chainId, program, period, audit, unanswerable: adapter.unanswerable }
    }
    const data = await loadEpoch(db, chainId, address, number)
    if (!data) throw new UserError(`Chain ${chainId} has no epoch ${number} of a program ${address}.`)
    const { hidden, ...told } = data
    return {
      chainId,
      ...told,
      regions: toldRegions(data),
      sumTold: !hidden.sum,
      audit: await loadAudit(db, chainId, data),
    }
  })
