import { parseAddress } from '@/lib/format/parse'
import type { VerifyRequest } from './messages'

/** What the visitor has written. */
export interface VerifyFields {
  rpc: string
  program: string
  epoch: string
}

/** What the fields ask for, or in one sentence what is wrong with them. */
export function readFields({ rpc, program, epoch }: VerifyFields): Omit<VerifyRequest, 'page'> | string {
  const url = rpc.trim()
  if (url === '') return 'Name a node of your choice by its address.'
  if (!/^https?:\/\//i.test(url) || !URL.canParse(url))
    return 'The address of the node must begin with http:// or https://.'
  const address = parseAddress(program)
  if (address === undefined) return 'The program must be an address: 0x and 40 hexadecimal digits.'
  if (!/^\d{1,18}$/.test(epoch.trim())) return 'The epoch must be a whole number.'
  return { rpcUrl: url, program: `0x${address.slice(2)}`, epoch: BigInt(epoch.trim()) }
}

/** Fields and chain by an address of the page: the part behind "#" goes before the query. */
export function fieldsOf(href: string): VerifyFields & { chain: string } {
  const { searchParams, hash } = new URL(href)
  const kept = new URLSearchParams(hash.slice(1))
  const field = (name: string) => kept.get(name) ?? searchParams.get(name) ?? ''
  return { rpc: field('rpc'), program: field('program'), epoch: field('epoch'), chain: field('chain') }
}

/** The page's address with the fields behind "#", which no browser sends to a site. */
export function keptIn(href: string, fields: VerifyFields & { chain: string }): string {
  const kept = new URLSearchParams(Object.entries(fields).filter(([, value]) => value !== ''))
  const { pathname } = new URL(href)
  return kept.size === 0 ? pathname : `${pathname}#${kept}`
}
