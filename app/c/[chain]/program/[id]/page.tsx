import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { withSite } from '@/app/site'
import { Address } from '@/components/chips/hash'
import { parameterChanges } from '@/components/payouts/parameter-changes'
import { parseAddress, parseInteger } from '@/components/payouts/parse'
import { adaptedProgram, loadWatched } from '@/components/payouts/period/load-watching'
import { PeriodProgramView } from '@/components/payouts/period/period-program-view'
import { ProgramView } from '@/components/payouts/program-view'
import { PageHeader } from '@/components/text/page-header'
import { findAdapter } from '@/lib/audit/adapters/registry'
import { getEpochs } from '@/lib/db/read/epochs'
import { getPeriods } from '@/lib/db/read/periods'
import { getProgramEvents } from '@/lib/db/read/program-events'
import { findProgramSummary, getProgramBalances } from '@/lib/db/read/programs'
import { path } from '@/lib/format/paths'

export const metadata: Metadata = { title: 'Program' }

const EPOCHS = 25
const PARAMETER_EVENTS = 200

interface ProgramProps {
  params: Promise<{ chain: string; id: string }>
  searchParams: Promise<{ before?: string | string[]; after?: string | string[] }>
}

export default function ProgramPage({ params, searchParams }: ProgramProps) {
  return withSite(params, async ({ db, chain: { chainId, indexedTimestamp }, base }) => {
    const { id } = await params
    const query = await searchParams
    const before = parseInteger(query.before)
    const after = before === undefined ? parseInteger(query.after) : undefined
    const address = parseAddress(id)
    const program = address && (await findProgramSummary(db, chainId, address))
    if (!program) notFound()
    const head = (
      <PageHeader
        title={program.name}
        sub={<Address address={program.address} base={base} />}
        aside={
          <span className="tag">
            kind <b>{program.kind}</b>
          </span>
        }
      />
    )
    const href = path.program(base, id)
    const adapter = findAdapter(program.kind)
    if (adapter !== undefined) {
      const adapted = adaptedProgram(program, chainId)
      const now = indexedTimestamp ?? 0n
      const [found, watched] = await Promise.all([
        getPeriods(db, chainId, program.address, { before, after, limit: EPOCHS + 1 }),
        loadWatched(db, adapter, adapted, now),
      ])
      const { shown, ...pages } = cut(found, { before, after, href })
      return (
        <>
          {head}
          <PeriodProgramView {...{ program, adapter, adapted, watched, now, base, pages }} periods={shown} />
        </>
      )
    }
    const [epochs, balances, events] = await Promise.all([
      getEpochs(db, chainId, program.address, { before, after, limit: EPOCHS + 1 }),
      getProgramBalances(db, chainId, program.address),
      getProgramEvents(
        db,
        chainId,
        program.address,
        ['ParameterScheduled', 'ParameterChanged'],
        PARAMETER_EVENTS,
      ),
    ])
    const { shown, ...pages } = cut(epochs, { before, after, href })
    return (
      <>
        {head}
        <ProgramView
          program={program}
          epochs={shown}
          pages={pages}
          balances={balances}
          changes={parameterChanges(events)}
          chainId={chainId}
          base={base}
        />
      </>
    )
  })
}

/** The rows of a page, newest first, of one row more than it holds; and the addresses of its neighbours. */
function cut<Row extends { epoch: bigint }>(
  rows: Row[],
  { before, after, href }: { before: bigint | undefined; after: bigint | undefined; href: string },
) {
  const more = rows.length > EPOCHS
  const shown = after !== undefined && more ? rows.slice(1) : rows.slice(0, EPOCHS)
  const [first] = shown
  const last = shown.at(-1)
  const newest = before === undefined && (after === undefined || !more)
  const oldest = after === undefined && !more
  return {
    shown,
    first: newest ? undefined : href,
    newer: newest || !first ? undefined : `${href}?after=${first.epoch}`,
    older: oldest || !last ? undefined : `${href}?before=${last.epoch}`,
  }
}
