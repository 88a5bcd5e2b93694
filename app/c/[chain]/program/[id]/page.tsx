import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { withSite } from '@/app/site'
import { Address } from '@/components/chips/hash'
import { parameterChanges } from '@/components/payouts/parameter-changes'
import { parseAddress, parseInteger } from '@/components/payouts/parse'
import { ProgramView } from '@/components/payouts/program-view'
import { PageHeader } from '@/components/text/page-header'
import { getEpochs } from '@/lib/db/read/epochs'
import { findProgramSummary, getProgramBalances, getProgramEvents } from '@/lib/db/read/programs'
import { path } from '@/lib/format/paths'

export const metadata: Metadata = { title: 'Program' }

const EPOCHS = 25
const PARAMETER_EVENTS = 200

interface ProgramProps {
  params: Promise<{ chain: string; id: string }>
  searchParams: Promise<{ before?: string | string[]; after?: string | string[] }>
}

export default function ProgramPage({ params, searchParams }: ProgramProps) {
  return withSite(params, async ({ db, chain: { chainId }, base }) => {
    const { id } = await params
    const query = await searchParams
    const before = parseInteger(query.before)
    const after = before === undefined ? parseInteger(query.after) : undefined
    const address = parseAddress(id)
    const program = address && (await findProgramSummary(db, chainId, address))
    if (!program) notFound()
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
    const href = path.program(base, id)
    const more = epochs.length > EPOCHS
    const shown = after !== undefined && more ? epochs.slice(1) : epochs.slice(0, EPOCHS)
    const [first] = shown
    const last = shown.at(-1)
    const newest = before === undefined && (after === undefined || !more)
    const oldest = after === undefined && !more
    return (
      <>
        <PageHeader
          title={program.name}
          sub={<Address address={program.address} base={base} />}
          aside={
            <span className="tag">
              kind <b>{program.kind}</b>
            </span>
          }
        />
        <ProgramView
          program={program}
          epochs={shown}
          pages={{
            first: newest ? undefined : href,
            newer: newest || !first ? undefined : `${href}?after=${first.epoch}`,
            older: oldest || !last ? undefined : `${href}?before=${last.epoch}`,
          }}
          balances={balances}
          changes={parameterChanges(events)}
          chainId={chainId}
          base={base}
        />
      </>
    )
  })
}
