import { Address } from '@/components/chips/hash'
import { ExportLine } from '@/components/table/exports'
import { Pagination } from '@/components/table/pagination'
import { Figure, Figures } from '@/components/text/figures'
import { KeyValue, KeyValues } from '@/components/text/key-values'
import { Section } from '@/components/text/page-header'
import { EmptyState } from '@/components/text/states'
import type { Epoch } from '@/lib/db/read/epochs'
import type { Program, ProgramBalance, ProgramSummary } from '@/lib/db/read/programs'
import { integer, percent } from '@/lib/format/numbers'
import type { Base } from '@/lib/format/paths'
import { BalanceTable } from './balance-table'
import { EpochTable, EpochVerdict } from './epoch-table'
import type { ParameterChange } from './parameter-changes'
import { ParameterTable } from './parameter-table'
import { Rule } from './rule'
import { TokenAmount } from './token-amount'

interface ProgramViewProps {
  program: ProgramSummary
  epochs: Epoch[]
  /** addresses of the neighbouring pages of epochs */
  pages: { first: string | undefined; newer: string | undefined; older: string | undefined }
  balances: ProgramBalance[]
  changes: ParameterChange[]
  chainId: bigint
  base: Base
}

/** All of a program's page below its head. */
export function ProgramView({ program, epochs, pages, balances, changes, chainId, base }: ProgramViewProps) {
  const [first] = epochs
  const last = epochs.at(-1)
  return (
    <>
      <Sums program={program} newest={first} />
      <Section title="Epochs">
        {first && last ? (
          <>
            <EpochTable epochs={epochs} program={program} base={base} />
            <Pagination {...pages}>
              Epochs {integer(last.epoch)} to {integer(first.epoch)}
            </Pagination>
          </>
        ) : (
          <EmptyState>No epoch of this program has been opened.</EmptyState>
        )}
      </Section>
      <div className="columns">
        <Section title="The rule">
          <Rule kind={program.kind} />
        </Section>
        <Section title="Money">
          <BalanceTable balances={balances} program={program} base={base} />
          <Parts program={program} base={base} />
        </Section>
      </div>
      <Section title="Parameters" note="every announcement and change, newest first">
        <ParameterTable changes={changes} program={program} base={base} />
        <ExportLine
          what="Everything that the program and its parts said"
          href={`/api/v1/programs/${program.address}/events?chain=${chainId}`}
        />
      </Section>
    </>
  )
}

function Sums({ program, newest }: { program: ProgramSummary; newest: Epoch | undefined }) {
  const money = (value: bigint) => <TokenAmount value={value} token={program} places={2} />
  return (
    <Figures>
      <Figure label="Epochs" value={integer(program.epochs)} />
      <Figure label="Budgeted" value={money(program.budget ?? 0n)} detail="over all epochs" />
      <Figure
        label="Paid"
        value={money(program.paid)}
        detail={`${percent(program.paid, program.budget ?? 0n)} of the budgets`}
      />
      <Figure label="Payments" value={integer(program.payments)} />
      {newest && (
        <Figure
          label={newest.close ? 'Last epoch' : 'Open epoch'}
          value={integer(newest.epoch)}
          detail={<EpochVerdict epoch={newest} />}
        />
      )}
    </Figures>
  )
}

function Parts({ program, base }: { program: Program; base: Base }) {
  return (
    <KeyValues>
      <KeyValue name="Program">
        <Address address={program.address} base={base} full />
      </KeyValue>
      {program.treasury && (
        <KeyValue name="Treasury">
          <Address address={program.treasury} base={base} full />
        </KeyValue>
      )}
      <KeyValue name="Token">
        <Address address={program.token} base={base} full />
      </KeyValue>
    </KeyValues>
  )
}
