import type { ReactNode } from 'react'
import { Address } from '@/components/chips/hash'
import { type ModuleNames, ModuleTag } from '@/components/chips/tags'
import { DataTable } from '@/components/table/data-table'
import type { Labels } from '@/lib/db/read/labels'
import type { LogRecord } from '@/lib/db/read/logs'
import type { Base } from '@/lib/format/paths'
import { readEvent } from './known-abis'
import { KnownValues } from './known-values'

interface LogListProps {
  logs: readonly LogRecord[]
  modules: ModuleNames
  /** module of each contract, lower-case address */
  owners: ReadonlyMap<string, { moduleId: string }>
  labels: Labels
  base: Base
}

/** The logs of a transaction, by name where a published ABI fits, else topic by topic. */
export function LogList({ logs, modules, owners, labels, base }: LogListProps) {
  const account = (address: string) => <Address address={address} base={base} label={labels.get(address)} />
  return (
    <DataTable
      label="Logs of this transaction"
      rows={logs}
      rowKey={(log) => String(log.index)}
      stack="lead"
      columns={[
        { id: 'index', header: 'Log', rowHeader: true, cell: (log) => `#${log.index}` },
        { id: 'address', header: 'Contract', cell: (log) => account(log.address) },
        {
          id: 'module',
          header: 'Module',
          cell: (log) => {
            const owner = owners.get(log.address)
            return owner ? (
              <ModuleTag id={owner.moduleId} modules={modules} base={base} />
            ) : (
              <span className="dim">none</span>
            )
          },
        },
        {
          id: 'event',
          header: 'Event',
          prose: true,
          fill: true,
          cell: (log) => <Event log={log} account={account} />,
        },
      ]}
    />
  )
}

function Event({ log, account }: { log: LogRecord; account: (address: string) => ReactNode }) {
  const known = readEvent(log)
  if (known) return <KnownValues known={known} account={account} />
  const parts = [...log.topics.map((topic, i) => [`topic ${i}`, topic] as const), ['data', log.data] as const]
  return (
    <dl className="known">
      {parts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd className="mono">{value === '0x' ? <span className="dim">none</span> : value}</dd>
        </div>
      ))}
    </dl>
  )
}
