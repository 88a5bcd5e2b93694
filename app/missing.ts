import type { PrismaClient } from '@/lib/db/generated/client'
import { getChains } from '@/lib/db/read/chains'
import { exists } from '@/lib/db/read/existence'
import { parseAddress, parseBlockNumber, parseCount, parseHash } from '@/lib/format/parse'
import { database } from './database'

type Check = (db: PrismaClient, chainId: bigint, ids: string[]) => Promise<boolean>

/** For each kind of page with an id in its path: whether there is what the ids name. What is wrongly formed is not. */
const checks: Record<string, Check> = {
  async block(db, chainId, [text = '']) {
    const id = parseHash(text) ?? parseBlockNumber(text)
    return id !== undefined && exists.block(db, chainId, id)
  },
  async tx(db, chainId, [text = '']) {
    const hash = parseHash(text)
    return hash !== undefined && exists.transaction(db, chainId, hash)
  },
  // Every address is an account, whether or not anything is known of it.
  address: async (_db, _chainId, [text = '']) => parseAddress(text) !== undefined,
  async token(db, chainId, [text = '']) {
    const address = parseAddress(text)
    return address !== undefined && exists.token(db, chainId, address)
  },
  // Postgres takes no text with a zero byte.
  module: async (db, chainId, [id = '']) => !id.includes('\0') && exists.module(db, chainId, id),
  async program(db, chainId, [text = '', , epochText]) {
    const address = parseAddress(text)
    if (address === undefined) return false
    if (epochText === undefined) return exists.program(db, chainId, address)
    const epoch = parseBlockNumber(epochText)
    return epoch !== undefined && exists.epoch(db, chainId, address, epoch)
  },
  async payment(db, chainId, [hashText = '', logText = '']) {
    const hash = parseHash(hashText)
    const log = parseCount(logText)
    return hash !== undefined && log !== undefined && exists.payment(db, chainId, hash, log)
  },
}

/** Stands for a chain that is not in the database. */
export const UNKNOWN_CHAIN = 'unknown'

/**
 * Whether nothing is stored of what a path of the site names: then the name of the chain in whose frame to say so (or
 * UNKNOWN_CHAIN), else undefined. While the database cannot answer nothing counts as missing, and the page itself says what is wrong.
 */
export async function isMissing(pathname: string): Promise<string | undefined> {
  const parts = pathname.split('/').filter(Boolean).map(decode)
  const [name = '', page = '', ...ids] = parts[0] === 'c' ? parts.slice(1) : ['default', ...parts]
  try {
    const db = database()
    const chains = await getChains(db)
    const chain =
      name === 'default'
        ? (chains.find((each) => each.isDefault) ?? chains[0])
        : chains.find((each) => String(each.chainId) === name)
    if (chain === undefined) return chains.length === 0 ? undefined : UNKNOWN_CHAIN
    const check = checks[page]
    return check === undefined || (await check(db, chain.chainId, ids)) ? undefined : name
  } catch {
    return undefined
  }
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
