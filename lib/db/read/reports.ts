import { fastKeccak256 } from '@/lib/audit/fast-keccak'
import { type MerkleTree, merkleTree } from '@/lib/audit/merkle'
import { type LeafPayment, paymentLeaf, paymentProof, rootHex } from '@/lib/audit/payment-tree'
import type { Hex } from '@/lib/audit/types'
import type { PrismaClient } from '../generated/client'
import { bytesOf } from '../hex'
import { countPayments, findPayment, getPayments, type Payment, type PaymentPosition } from './payments'

const PAGE = 5000
const LEAF = 32

/** A report as it is handed out, and the block that its audit stands on. */
export interface Report {
  blockNumber: bigint
  /** canonical JSON, UTF-8 */
  data: Uint8Array<ArrayBuffer>
}

/** The newest report of an epoch; undefined while the epoch is open. */
export async function findReport(
  db: PrismaClient,
  chainId: bigint,
  program: string,
  epoch: bigint,
): Promise<Report | undefined> {
  const report = await db.report.findFirst({
    where: { chainId, program: bytesOf(program), epoch },
    orderBy: { blockNumber: 'desc' },
    select: { blockNumber: true, data: true },
  })
  return report ?? undefined
}

/** That a payment is one of those under a report's root. */
export interface InclusionProof {
  root: string
  /** values of the leaf, in the order of the report's encoding */
  payment: LeafPayment
  /** siblings from the leaf up to the root */
  proof: string[]
}

/** The proof of the payment that a transaction's log announced, against the epoch's newest report; undefined where there is none. */
export async function findInclusionProof(
  db: PrismaClient,
  chainId: bigint,
  { program, epoch }: { program: string; epoch: bigint },
  { transactionHash, logIndex }: { transactionHash: string; logIndex: number },
): Promise<InclusionProof | undefined> {
  const report = await findReport(db, chainId, program, epoch)
  const payment = await findPayment(db, chainId, transactionHash, logIndex)
  if (report === undefined || payment?.program !== program || payment.epoch !== epoch) return undefined
  const tree = await getPaymentTree(db, chainId, program, epoch, report.blockNumber)
  const leaf = leafOf(payment)
  const proof = paymentProof(tree, leaf)
  const root = rootHex(tree)
  return proof && root && { root, payment: leaf, proof }
}

function leafOf({
  transactionHash,
  logIndex,
  region,
  nullifier,
  recipient,
  amount,
  root,
}: Payment): LeafPayment {
  return {
    at: { transactionHash: hex(transactionHash), logIndex },
    region,
    nullifier,
    recipient: hex(recipient),
    amount,
    root: BigInt(root),
  }
}

function hex(text: string): Hex {
  return `0x${text.slice(2)}`
}

/** The Merkle tree over the payments of an epoch up to a block, read page by page. */
export async function getPaymentTree(
  db: PrismaClient,
  chainId: bigint,
  program: string,
  epoch: bigint,
  to: bigint,
): Promise<MerkleTree> {
  const hash = await fastKeccak256()
  const leaves = new Uint8Array(LEAF * (await countPayments(db, chainId, program, epoch, to)))
  let after: PaymentPosition | undefined
  for (let filled = 0; filled < leaves.length; ) {
    const page = await getPayments(db, chainId, program, epoch, { after, limit: PAGE })
    for (const payment of page) {
      if (filled === leaves.length) break
      leaves.set(paymentLeaf(leafOf(payment), hash), filled)
      filled += LEAF
    }
    after = page.at(-1)
    if (page.length < PAGE) break
  }
  return merkleTree(leaves, hash)
}
