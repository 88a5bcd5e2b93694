import Link from 'next/link'
import { type ModuleNames, ModuleTag } from '@/components/chips/tags'
import { DataTable } from '@/components/table/data-table'
import type { Hit } from '@/lib/db/read/search'
import { checksum } from '@/lib/format/hex'
import { integer } from '@/lib/format/numbers'
import { type Base, path } from '@/lib/format/paths'

/** Where a hit leads. */
export function hrefOf(hit: Hit, base: Base): string {
  switch (hit.kind) {
    case 'block':
      return path.block(base, hit.id)
    case 'transaction':
      return path.transaction(base, hit.hash)
    case 'module':
      return path.module(base, hit.moduleId)
    case 'program':
      return path.program(base, checksum(hit.address))
    case 'token':
      return path.token(base, checksum(hit.address))
    case 'account':
    case 'contract':
      return path.address(base, checksum(hit.address))
  }
}

function nameOf(hit: Hit): string {
  switch (hit.kind) {
    case 'block':
      return typeof hit.id === 'bigint' ? integer(hit.id) : hit.id
    case 'transaction':
      return hit.hash
    case 'account':
      return checksum(hit.address)
    case 'token':
      return hit.symbol === undefined || hit.symbol === hit.name ? hit.name : `${hit.name} (${hit.symbol})`
    default:
      return hit.name
  }
}

interface HitsProps {
  hits: readonly Hit[]
  modules: ModuleNames
  base: Base
}

/** What a search found, each hit with its kind. */
export function Hits({ hits, modules, base }: HitsProps) {
  return (
    <DataTable
      label="What was found"
      rows={hits}
      rowKey={(hit) => `${hit.kind} ${hrefOf(hit, base)}`}
      columns={[
        { id: 'kind', header: 'Kind', cell: (hit) => <span className="dim">{hit.kind}</span> },
        {
          id: 'name',
          header: 'Name',
          rowHeader: true,
          wrap: true,
          cell: (hit) => (
            <Link href={hrefOf(hit, base)} prefetch={false}>
              {nameOf(hit)}
            </Link>
          ),
        },
        {
          id: 'more',
          header: '',
          wide: true,
          fill: true,
          cell: (hit) => <More hit={hit} modules={modules} base={base} />,
        },
      ]}
    />
  )
}

function More({ hit, modules, base }: { hit: Hit; modules: ModuleNames; base: Base }) {
  if (hit.kind === 'contract') return <ModuleTag id={hit.moduleId} modules={modules} base={base} />
  return hit.kind === 'program' || hit.kind === 'token' ? (
    <span className="mono dim">{checksum(hit.address)}</span>
  ) : null
}
