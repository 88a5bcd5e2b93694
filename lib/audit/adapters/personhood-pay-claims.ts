import { decodeFunctionData, parseAbi, toFunctionSelector } from 'viem'
import type { PaymentProof } from '../facts'
import type { Hex } from '../types'
import type { ProgramEvent } from './personhood-pay'

const CLAIM = parseAbi([
  'function claim(uint256 epoch, uint32 region, address recipient, uint256 nullifier, bytes proof)',
])
const SELECTOR = toFunctionSelector(CLAIM[0]).slice(2)

/** What was sent in a transaction. */
export interface SentCall {
  to: Hex | null
  input: Hex
}

/** A call of `claim`, as calldata holds it. */
export interface ClaimCall {
  epoch: bigint
  nullifier: bigint
  proof: Hex
}

/** A payment's proof that has not been verified yet. */
export type FoundProof = Omit<PaymentProof, 'refusal'>

/**
 * The claims in a transaction's input: the call itself, or calls that stand within it, as a wallet or a relayer of several
 * wraps them.
 */
export function findClaims(input: Hex): ClaimCall[] {
  const found: ClaimCall[] = []
  for (let at = input.indexOf(SELECTOR, 2); at >= 0; at = input.indexOf(SELECTOR, at + 1)) {
    if (at % 2 !== 0) continue
    try {
      const [epoch, , , nullifier, proof] = decodeFunctionData({
        abi: CLAIM,
        data: `0x${input.slice(at)}`,
      }).args
      found.push({ epoch, nullifier, proof })
    } catch {
      // The four bytes stand there by chance, or what follows is no claim.
    }
  }
  return found
}

/**
 * How each payment among the events was proved, by the calldata of its transaction. A claim within another contract's call is
 * looked for in its input; where it is not there, nobody can say from the calldata whether a proof was given.
 */
export function paymentProofs(
  events: readonly ProgramEvent[],
  program: Hex,
  sentIn: (transactionHash: Hex) => SentCall | undefined,
): FoundProof[] {
  const claims = new Map<Hex, ClaimCall[]>()
  return events.flatMap((said): FoundProof[] => {
    if (said.event !== 'Claimed') return []
    const { blockNumber, logIndex, transactionHash, args } = said
    const sent = sentIn(transactionHash)
    const left = claims.get(transactionHash) ?? findClaims(sent?.input ?? '0x')
    claims.set(transactionHash, left)
    const at = left.findIndex(({ epoch, nullifier }) => epoch === args.epoch && nullifier === args.nullifier)
    const [claim] = at < 0 ? [] : left.splice(at, 1)
    const place = { blockNumber, logIndex }
    if (claim !== undefined) return [{ ...place, source: 'calldata', bytes: claim.proof }]
    return [{ ...place, source: sent?.to === program ? 'none' : 'elsewhere' }]
  })
}
