import Link from 'next/link'
import { Address } from '@/components/chips/hash'
import { type ModuleNames, ModuleTag } from '@/components/chips/tags'
import type { Labels } from '@/lib/db/read/labels'
import { shorten, shortenWithin } from '@/lib/format/hex'
import { integer } from '@/lib/format/numbers'
import type { Base } from '@/lib/format/paths'
import type { StateKey } from '@/lib/parallelism/types'
import type { AccessGroup, AccessKey } from './access-groups'

interface AccessTableProps {
  groups: AccessGroup[]
  /** variable names of storage keys */
  names: ReadonlyMap<StateKey, string>
  owners: ReadonlyMap<string, { moduleId: string }>
  modules: ModuleNames
  labels: Labels
  base: Base
  /** leads to the transaction of the block with an index */
  hrefOf: (index: number) => string
  /** leads to what the block would be with a key changed */
  askOf: (key: StateKey) => string
}

const COLUMNS = 5

/** The access set of a transaction, account by account, and what it waits for through each key. */
export function AccessTable(props: AccessTableProps) {
  const { groups, names, hrefOf, askOf } = props
  return (
    <div className="table-wrap">
      <table className="data access" aria-label="Access set of this transaction">
        <thead>
          <tr>
            <th scope="col">Key</th>
            <th scope="col">Access</th>
            <th scope="col" title="Earlier transactions of the block that wrote what it reads">
              Waits for
            </th>
            <th scope="col" className="fill" title="Later transactions of the block that read what it wrote">
              Waited on by
            </th>
            <th scope="col" title="What the block would be if the updates of this key commuted">
              Change it
            </th>
          </tr>
        </thead>
        {groups.map((group) => (
          <tbody key={group.address}>
            <tr className="group">
              <th scope="rowgroup" colSpan={COLUMNS}>
                <GroupHead group={group} {...props} />
              </th>
            </tr>
            {group.keys.map((key) => (
              <tr key={key.key}>
                <th scope="row">
                  <KeyWords entry={key} name={names.get(key.key)} />
                </th>
                <td className="words">
                  {[key.read && 'read', key.written && 'written', key.credited && 'credited']
                    .filter(Boolean)
                    .join(', ')}
                </td>
                <td className="wrap">
                  <Others indexes={key.waitsFor} hrefOf={hrefOf} />
                </td>
                <td className="wrap">
                  <Others indexes={key.waitedOnBy} hrefOf={hrefOf} />
                </td>
                <td>
                  {key.waitsFor.length + key.waitedOnBy.length > 0 && (
                    <Link
                      href={askOf(key.key)}
                      prefetch={false}
                      aria-label={`What if ${names.get(key.key) ?? key.kind} of ${group.address} were commutative`}
                    >
                      What if
                    </Link>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </div>
  )
}

function GroupHead({ group, owners, modules, labels, base }: AccessTableProps & { group: AccessGroup }) {
  const owner = owners.get(group.address)
  return (
    <span className="group-head">
      <Address address={group.address} base={base} label={labels.get(group.address)} />
      {owner && <ModuleTag id={owner.moduleId} modules={modules} base={base} />}
      <span className="note">
        {group.isContract ? 'contract' : 'account without code'}, {integer(group.keys.length)}{' '}
        {group.keys.length === 1 ? 'key' : 'keys'}
      </span>
    </span>
  )
}

function KeyWords({ entry: { kind, slot }, name }: { entry: AccessKey; name: string | undefined }) {
  if (slot === undefined) return kind
  const short = slot.replace(/^0x0*(?=.)/, '0x')
  return (
    <span title={name ? `${name}, slot ${slot}` : `slot ${slot}`}>
      {name ? <span className="mono">{shortenWithin(name)}</span> : <>slot </>}
      {!name && <span className="mono">{short.length <= 10 ? short : shorten(slot)}</span>}
    </span>
  )
}

const SHOWN = 8

function Others({ indexes, hrefOf }: { indexes: readonly number[]; hrefOf: (index: number) => string }) {
  const rest = indexes.length - SHOWN
  return (
    <span className="others">
      {indexes.slice(0, SHOWN).map((index) => (
        <Link key={index} href={hrefOf(index)} prefetch={false}>
          #{index}
        </Link>
      ))}
      {rest > 0 && <span className="dim">and {integer(rest)} more</span>}
    </span>
  )
}
