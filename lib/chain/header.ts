import { keccak256, toHex } from '@/lib/chain/bytes'
import { encodeRlp, type RlpItem } from '@/lib/chain/rlp'
import type { Block, Hex } from '@/lib/chain/types'

/** A header with the two fields that every fork hashes but some nodes leave out. */
export type SealedHeader = Omit<Block, 'transactions' | 'mixHash' | 'nonce'> & { mixHash: Hex; nonce: Hex }

/**
 * RLP of a header in the order of the forks that added fields: London, Shanghai, Cancun, Prague, and EIP-7928 with
 * EIP-7843. A fork's field is there where the block has it, or has one of a later fork.
 */
export function encodeHeader(header: SealedHeader): Uint8Array {
  const fields: RlpItem[] = [
    header.parentHash,
    header.sha3Uncles,
    header.miner,
    header.stateRoot,
    header.transactionsRoot,
    header.receiptsRoot,
    header.logsBloom,
    header.difficulty,
    header.number,
    header.gasLimit,
    header.gasUsed,
    header.timestamp,
    header.extraData,
    header.mixHash,
    header.nonce,
  ]
  const later = [
    header.baseFeePerGas,
    header.withdrawalsRoot,
    header.blobGasUsed,
    header.excessBlobGas,
    header.parentBeaconBlockRoot,
    header.requestsHash,
    header.blockAccessListHash,
    header.slotNumber,
  ]
  while (later.length > 0 && later.at(-1) === undefined) later.pop()
  for (const field of later) fields.push(field ?? null)
  return encodeRlp(fields)
}

/** Hash of a block: keccak-256 of its header. */
export function headerHash(header: SealedHeader): Hex {
  return toHex(keccak256(encodeHeader(header)))
}
