import type { PrismaClient } from '../generated/client'
import { bytesOf } from '../hex'

const found = async (query: Promise<object | null>) => (await query) !== null

/** Whether things are stored, by the cheapest query that says so. Hashes and addresses in lower-case 0x hex. */
export const exists = {
  block: (db: PrismaClient, chainId: bigint, id: bigint | string) =>
    found(
      db.block.findFirst({
        where: typeof id === 'bigint' ? { chainId, number: id } : { chainId, hash: bytesOf(id) },
        select: { number: true },
      }),
    ),
  transaction: (db: PrismaClient, chainId: bigint, hash: string) =>
    found(db.transaction.findFirst({ where: { chainId, hash: bytesOf(hash) }, select: { index: true } })),
  token: (db: PrismaClient, chainId: bigint, address: string) =>
    found(db.token.findFirst({ where: { chainId, address: bytesOf(address) }, select: { standard: true } })),
  module: (db: PrismaClient, chainId: bigint, moduleId: string) =>
    found(db.module.findFirst({ where: { chainId, moduleId }, select: { ordinal: true } })),
  program: (db: PrismaClient, chainId: bigint, address: string) =>
    found(db.program.findFirst({ where: { chainId, address: bytesOf(address) }, select: { kind: true } })),
  /** an epoch, or a period */
  async epoch(db: PrismaClient, chainId: bigint, program: string, epoch: bigint) {
    const one = { where: { chainId, program: bytesOf(program), epoch }, select: { blockNumber: true } }
    return (await found(db.epoch.findFirst(one))) || found(db.period.findFirst(one))
  },
  async payment(db: PrismaClient, chainId: bigint, hash: string, logIndex: number) {
    const transaction = await db.transaction.findFirst({
      where: { chainId, hash: bytesOf(hash) },
      select: { blockNumber: true, index: true },
    })
    return (
      transaction !== null &&
      found(
        db.payment.findFirst({
          where: {
            chainId,
            blockNumber: transaction.blockNumber,
            transactionIndex: transaction.index,
            logIndex,
          },
          select: { epoch: true },
        }),
      )
    )
  },
}
