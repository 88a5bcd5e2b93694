import { integer } from '@/lib/format/numbers'
import { parseAddress, parseBlockNumber, parseHash } from '@/lib/format/parse'

const HASH_RULE = 'A transaction is named by its hash: 0x and 64 hexadecimal digits.'
const ADDRESS_RULE = 'An address is 0x and 40 hexadecimal digits.'

export interface Nothing {
  /** what was looked for and is not there */
  sentence: string
  /** how such things are named, where the name itself is wrong */
  rule?: string
}

/** In words, that what a path names does not exist: wrongly named, or not indexed; or its chain is not. */
export function nothingAt(pathname: string, chainIsKnown = true): Nothing {
  const parts = pathname.split('/').filter(Boolean).map(decode)
  const inChain = parts[0] === 'c'
  const [page, id = '', ...rest] = inChain ? parts.slice(2) : parts
  if (inChain && !chainIsKnown) {
    return {
      sentence: `No chain “${cut(parts[1] ?? '')}” is indexed here.`,
      rule: 'A chain is named by its id.',
    }
  }
  switch (page) {
    case 'block':
      return block(id)
    case 'tx':
      return parseHash(id)
        ? { sentence: 'No transaction with this hash is in the indexed blocks of this chain.' }
        : { sentence: `“${cut(id)}” is not a transaction.`, rule: HASH_RULE }
    case 'address':
      return { sentence: `“${cut(id)}” is not an address.`, rule: ADDRESS_RULE }
    case 'token':
      return parseAddress(id)
        ? { sentence: 'No transfer of a token at this address is in the indexed blocks of this chain.' }
        : { sentence: `“${cut(id)}” is not an address.`, rule: ADDRESS_RULE }
    case 'module':
      return {
        sentence: `This chain has no module “${cut(id)}”.`,
        rule: 'The page “Modules” lists those that it has.',
      }
    case 'program':
      return program(id, rest[1])
    case 'payment':
      return parseHash(id)
        ? { sentence: 'No payment with this transaction and log is in the indexed blocks of this chain.' }
        : { sentence: `“${cut(id)}” is not a transaction.`, rule: HASH_RULE }
    default:
      return { sentence: 'There is no such page.' }
  }
}

function block(id: string): Nothing {
  const number = parseBlockNumber(id)
  if (number !== undefined) return { sentence: `Block ${integer(number)} is not indexed on this chain.` }
  return parseHash(id)
    ? {
        sentence:
          'No indexed block of this chain has this hash: it may have left the chain in a reorganisation.',
      }
    : {
        sentence: `“${cut(id)}” is not a block.`,
        rule: 'A block is named by its number in decimal digits, or by its hash: 0x and 64 hexadecimal digits.',
      }
}

function program(id: string, epoch: string | undefined): Nothing {
  if (!parseAddress(id)) return { sentence: `“${cut(id)}” is not an address.`, rule: ADDRESS_RULE }
  return epoch === undefined
    ? {
        sentence: 'No payout program at this address is indexed on this chain.',
        rule: 'The page “Programs” lists those that it has.',
      }
    : { sentence: `This program has not opened an epoch “${cut(epoch)}”.` }
}

const LONGEST = 80
const cut = (text: string) => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text)

function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
