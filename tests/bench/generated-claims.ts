import type { EpochStep, ProvedPayment } from '@/lib/audit/facts'
import type { Hex, TokenTransfer } from '@/lib/audit/types'
import { EPOCH, type GeneratedEpoch, OPENING, OPENS_AT, PROGRAM, SCOPE } from './generated-epoch'
import { fieldElement, REGIONS } from './generated-people'

/** Claims a block. */
const BLOCK = 50

/** The block of the last of some claims. */
export function lastClaimOf(claims: number): bigint {
  return OPENING + 1n + BigInt(Math.floor((claims - 1) / BLOCK))
}

/**
 * The payments and transfers of a generated epoch in chain order: the budget arrives, people of all regions claim in turn, one
 * transaction a claim, and the rest returns.
 */
export function* generatedClaims(
  epoch: GeneratedEpoch,
  paidIn: (region: number) => number,
): Generator<EpochStep> {
  const { facts, rule, opening, close, closesIn } = epoch
  const [announced] = facts.openings
  const [closing] = facts.closings
  if (announced === undefined || closing === undefined) throw new Error('the epoch is not closed')
  const { address: program, treasury } = PROGRAM
  yield moved(OPENING, 90, opening, treasury, program, announced.budget)
  const amounts = new Map(rule.regions.map(({ region, amount }) => [region, amount]))
  let claims = 0
  for (let person = 0, left = true; left; person++) {
    left = false
    for (let region = 1; region <= REGIONS; region++) {
      if (person >= paidIn(region)) continue
      left = true
      const blockNumber = OPENING + 1n + BigInt(Math.floor(claims / BLOCK))
      const inBlock = claims++ % BLOCK
      const proved = claimOf(epoch, region, person, amounts.get(region) ?? 0n, blockNumber, inBlock)
      yield proved
      const { at, recipient, amount } = proved.payment
      yield moved(blockNumber, at.logIndex + 1, at.transactionHash, program, recipient, amount, inBlock)
    }
  }
  yield moved(closesIn, 90, close, program, treasury, closing.reclaimed)
}

const POINTS = '1f'.repeat(32 * 8)
const SCOPE_WORD = digits(SCOPE, 64)

function claimOf(
  { roots }: GeneratedEpoch,
  region: number,
  person: number,
  amount: bigint,
  blockNumber: bigint,
  inBlock: number,
): ProvedPayment {
  const root = roots.get(region) ?? 0n
  const nullifier = fieldElement(1000 + region, person)
  const transactionHash: Hex = `0x${digits(fieldElement(2000 + region, person), 64)}`
  const recipient: Hex = `0x${digits(fieldElement(3000 + region, person), 64).slice(24)}`
  const logIndex = 2 * inBlock
  const words = [
    digits(20n, 64),
    digits(root, 64),
    digits(nullifier, 64),
    recipient.slice(2).padStart(64, '0'),
  ]
  return {
    payment: {
      at: {
        blockNumber,
        logIndex,
        transactionIndex: inBlock,
        transactionHash,
        timestamp: OPENS_AT + 10n + (blockNumber - OPENING) * 2n,
      },
      epoch: EPOCH,
      region,
      nullifier,
      recipient,
      amount,
      root,
    },
    found: {
      blockNumber,
      logIndex,
      source: 'calldata',
      bytes: `0x${words.join('')}${SCOPE_WORD}${POINTS}`,
    },
  }
}

function moved(
  blockNumber: bigint,
  logIndex: number,
  transactionHash: Hex,
  from: Hex,
  to: Hex,
  amount: bigint,
  transactionIndex = 0,
): TokenTransfer {
  return { blockNumber, logIndex, transactionIndex, transactionHash, from, to, amount }
}

function digits(value: bigint, length: number): string {
  return value.toString(16).padStart(length, '0')
}
