import { type AccessListEvidence, checkAccessList } from '@/lib/chain/check-access-list'
import { checkLogsBloom, checkReceipts } from '@/lib/chain/check-receipts'
import { encodeTransaction } from '@/lib/chain/encode'
import { headerHash } from '@/lib/chain/header'
import { receiptsRoot, transactionHash, transactionsRoot, withdrawalsRoot } from '@/lib/chain/roots'
import type { Block, Hex, Receipt } from '@/lib/chain/types'
import { UserError } from '@/lib/errors'

/** What is checked of every block before it is stored, in the order of checking. */
export const BLOCK_CHECKS = [
  'headerHash',
  'parentHash',
  'transactions',
  'transactionsRoot',
  'withdrawalsRoot',
  'receipts',
  'logsBloom',
  'receiptsRoot',
  'accessList',
] as const
export type BlockCheck = (typeof BLOCK_CHECKS)[number]

export type Passed = { verdict: 'pass' }
export type Indeterminate = { verdict: 'indeterminate'; reason: string }
export type Failed = { verdict: 'fail'; reason: string }
export type Outcome = Passed | Indeterminate | Failed

/** Verdicts on a block that may be stored: nothing in it has failed. */
export type Verification = Record<BlockCheck, Passed | Indeterminate>

/** A block that is not what its hash says. The message is one sentence that names block, check and difference. */
export class VerificationError extends UserError {
  override name = 'VerificationError'
  constructor(
    readonly block: bigint,
    readonly check: BlockCheck,
    readonly reason: string,
  ) {
    super(`Block ${block} does not verify: ${check}: ${reason}.`)
  }
}

const PASS: Passed = { verdict: 'pass' }

/**
 * Verifies a block with its receipts against its own hash.
 * @param parentHash hash of the block before, where it is known
 * @param accessList what is known of the block's access list
 * @throws VerificationError at the first check that fails
 */
export function verifyBlock(
  block: Block,
  receipts: readonly Receipt[],
  parentHash?: Hex,
  accessList?: AccessListEvidence,
): Verification {
  const accept = (check: BlockCheck, outcome: Outcome): Passed | Indeterminate => {
    if (outcome.verdict === 'fail') throw new VerificationError(block.number, check, outcome.reason)
    return outcome
  }
  return {
    headerHash: accept('headerHash', checkHeaderHash(block)),
    parentHash: accept('parentHash', checkParentHash(block, parentHash)),
    ...acceptTransactions(block, accept),
    withdrawalsRoot: accept('withdrawalsRoot', checkWithdrawalsRoot(block)),
    receipts: accept('receipts', checkReceipts(block, receipts)),
    logsBloom: accept('logsBloom', checkLogsBloom(block, receipts)),
    receiptsRoot: accept('receiptsRoot', checkReceiptsRoot(block, receipts)),
    accessList: accept('accessList', checkAccessList(block, accessList)),
  }
}

/** Every verdict on a block, failures included: what a report shows of a block that was refused. */
export function inspectBlock(
  block: Block,
  receipts: readonly Receipt[],
  parentHash?: Hex,
  accessList?: AccessListEvidence,
): Record<BlockCheck, Outcome> {
  return {
    headerHash: checkHeaderHash(block),
    parentHash: checkParentHash(block, parentHash),
    ...checkTransactions(block),
    withdrawalsRoot: checkWithdrawalsRoot(block),
    receipts: checkReceipts(block, receipts),
    logsBloom: checkLogsBloom(block, receipts),
    receiptsRoot: checkReceiptsRoot(block, receipts),
    accessList: checkAccessList(block, accessList),
  }
}

function acceptTransactions(
  block: Block,
  accept: (check: BlockCheck, outcome: Outcome) => Passed | Indeterminate,
) {
  const { transactions, transactionsRoot } = checkTransactions(block)
  return {
    transactions: accept('transactions', transactions),
    transactionsRoot: accept('transactionsRoot', transactionsRoot),
  }
}

function checkHeaderHash(block: Block): Outcome {
  const { mixHash, nonce } = block
  if (mixHash === undefined) return unknown('the node does not say mixHash')
  if (nonce === undefined) return unknown('the node does not say nonce')
  return same(
    'the header hashes to',
    headerHash({ ...block, mixHash, nonce }),
    'the block is called',
    block.hash,
  )
}

function checkParentHash(block: Block, parentHash: Hex | undefined): Outcome {
  if (parentHash === undefined) return unknown('the block before is not known here')
  return same('the block before is', parentHash, 'the block names as its parent', block.parentHash)
}

/** The hashes and the root come from the same bytes, so they are checked together. */
function checkTransactions(block: Block): { transactions: Outcome; transactionsRoot: Outcome } {
  const encoded = block.transactions.map(encodeTransaction)
  const root = transactionsRoot(encoded)
  return {
    transactions: checkEachTransaction(block, encoded),
    transactionsRoot:
      'reason' in root
        ? unknown(root.reason)
        : same('the transactions give', root.root, 'the header says', block.transactionsRoot),
  }
}

function checkEachTransaction(block: Block, encoded: ReturnType<typeof encodeTransaction>[]): Outcome {
  let reason: string | undefined
  for (const [at, transaction] of block.transactions.entries()) {
    const name = `transaction ${at}`
    if (transaction.index !== at) return failed(`${name} says that it has index ${transaction.index}`)
    if (transaction.blockHash !== block.hash || transaction.blockNumber !== block.number) {
      return failed(`${name} says that it is in block ${transaction.blockNumber} (${transaction.blockHash})`)
    }
    const bytes = encoded[at]
    if (bytes === undefined || 'reason' in bytes) {
      reason ??= bytes?.reason
      continue
    }
    const outcome = same(`${name} hashes to`, transactionHash(bytes.bytes), 'it is called', transaction.hash)
    // Development nodes let accounts send without their key: such a transaction has a made-up hash.
    if (transaction.r === 0n && transaction.s === 0n) reason ??= `${name} carries no signature`
    else if (outcome.verdict === 'fail') return outcome
  }
  return reason === undefined ? PASS : unknown(reason)
}

function checkWithdrawalsRoot(block: Block): Outcome {
  if (block.withdrawalsRoot === undefined) {
    return block.withdrawals === undefined || block.withdrawals.length === 0
      ? PASS
      : failed(`${block.withdrawals.length} withdrawals are listed and the header has no root for them`)
  }
  if (block.withdrawals === undefined) return unknown('the node does not list the withdrawals')
  const root = withdrawalsRoot(block.withdrawals)
  return same('the withdrawals give', root, 'the header says', block.withdrawalsRoot)
}

function checkReceiptsRoot(block: Block, receipts: readonly Receipt[]): Outcome {
  const root = receiptsRoot(receipts, block.transactions)
  if ('reason' in root) return unknown(root.reason)
  return same('the receipts give', root.root, 'the header says', block.receiptsRoot)
}

function same(whatIs: string, actual: Hex, whatSays: string, expected: Hex): Outcome {
  return actual === expected ? PASS : failed(`${whatIs} ${actual} but ${whatSays} ${expected}`)
}

function unknown(reason: string): Indeterminate {
  return { verdict: 'indeterminate', reason }
}

function failed(reason: string): Failed {
  return { verdict: 'fail', reason }
}
