import { database } from '@/app/database'
import { parseAddress, parseInteger } from '@/components/payouts/parse'
import { findReport } from '@/lib/db/read/reports'
import { UserError } from '@/lib/errors'
import { respond } from '../../../../../answer'
import { chainOf, queryOf } from '../../../../../request'

export const dynamic = 'force-dynamic'

/** The report of a closed epoch or an audited period, byte for byte as it was made: canonical JSON. */
export const GET = (request: Request, { params }: { params: Promise<{ id: string; n: string }> }) =>
  respond(async () => {
    const { chainId } = await chainOf(queryOf(request))
    const { id, n } = await params
    const address = parseAddress(id)
    const number = parseInteger(n)
    if (address === undefined || number === undefined) {
      throw new UserError('The path must be /api/v1/programs/ADDRESS/epochs/NUMBER/report.')
    }
    const report = await findReport(database(), chainId, address, number)
    if (!report) {
      throw new UserError(
        `Chain ${chainId} has no report of epoch or period ${number} of a program ${address}: it is made when the epoch closes, or the period has ended.`,
      )
    }
    return new Response(report.data, {
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'cache-control': 'no-store',
        'content-disposition': `inline; filename="report-${chainId}-${address}-${number}.json"`,
      },
    })
  })
