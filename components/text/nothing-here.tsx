'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { PageHeader } from './page-header'
import { EmptyState } from './states'

const BLOCK =
  'A block is named by its number in decimal digits, or by its hash: 0x and 64 hexadecimal digits.'
const HASH = 'A transaction is named by its hash: 0x and 64 hexadecimal digits.'
const ADDRESS = 'An address is 0x and 40 hexadecimal digits.'

const rules: Record<string, { what: string; rule: string }> = {
  block: { what: 'No block', rule: BLOCK },
  tx: { what: 'No transaction', rule: HASH },
  address: { what: 'No account', rule: ADDRESS },
  token: { what: 'No token', rule: ADDRESS },
  module: { what: 'No module', rule: 'The page "Modules" lists all that the chain has.' },
  program: { what: 'No program', rule: 'The page "Programs" lists all that the chain has.' },
}

/** What a page says that does not exist: what was looked for, and how such things are named. */
export function NothingHere() {
  const parts = usePathname().split('/').filter(Boolean)
  const [page = '', id = ''] = parts[0] === 'c' ? parts.slice(2) : parts
  const rule = rules[page]
  const more = (
    <>
      {rule && `${rule.rule} `}
      <Link href="/" prefetch={false}>
        To the overview
      </Link>
    </>
  )
  return (
    <>
      <PageHeader title="Not found" />
      <EmptyState more={more}>
        {rule
          ? `${rule.what} “${decodeURIComponent(id)}” is indexed on this chain.`
          : 'There is no such page.'}
      </EmptyState>
    </>
  )
}
