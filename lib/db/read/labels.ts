import { Prisma, type PrismaClient } from '../generated/client'
import { bytesOf, hexOf } from '../hex'

/** The label of the period that a row `p` with chain_id, program and epoch belongs to; null for an epoch. */
export const PERIOD_LABEL = Prisma.sql`(SELECT x.label FROM period x
  WHERE x.chain_id = p.chain_id AND x.program = p.program AND x.epoch = p.epoch ORDER BY x.block_number DESC LIMIT 1)`

/** Names of accounts by lower-case address. */
export type Labels = Map<string, string>

/**
 * What accounts are called: contracts by the module registry or file, programs by their own name, tokens by their symbol.
 * Accounts without a name are left out.
 */
export async function getLabels(
  db: PrismaClient,
  chainId: bigint,
  addresses: Iterable<string | undefined>,
): Promise<Labels> {
  const wanted = [...new Set([...addresses].filter((address) => address !== undefined))].map(bytesOf)
  if (wanted.length === 0) return new Map()
  const [tokens, contracts] = await Promise.all([
    db.token.findMany({
      where: { chainId, address: { in: wanted }, symbol: { not: null } },
      select: { address: true, symbol: true },
    }),
    db.moduleContract.findMany({
      where: { chainId, contract: { in: wanted }, added: true, label: { not: '' } },
      orderBy: [{ blockNumber: 'asc' }, { logIndex: 'asc' }],
      select: { contract: true, label: true },
    }),
  ])
  return new Map([
    ...tokens.map(({ address, symbol }): [string, string] => [hexOf(address), symbol ?? '']),
    ...contracts.map(({ contract, label }): [string, string] => [hexOf(contract), label]),
  ])
}
