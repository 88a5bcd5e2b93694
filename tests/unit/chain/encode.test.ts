import { createMPT } from '@ethereumjs/mpt'
import { RLP } from '@ethereumjs/rlp'
import fc from 'fast-check'
import { parseTransaction as parseSerialized } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { serializeTransaction as serializeOpStack } from 'viem/op-stack'
import { describe, expect, it } from 'vitest'
import { toHex } from '@/lib/chain/bytes'
import { createdAddress } from '@/lib/chain/created'
import { encodeTransaction } from '@/lib/chain/encode'
import { headerHash } from '@/lib/chain/header'
import { receiptsRoot, withdrawalsRoot } from '@/lib/chain/roots'
import { EMPTY_TRIE_ROOT, orderedTrieRoot } from '@/lib/chain/trie'
import type { Hex, Receipt, Transaction } from '@/lib/chain/types'

const ACCOUNT = privateKeyToAccount('0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80')
const TO: Hex = '0x5fbdb2315678afecb367f032d93f642f64180aa3'
const WORD: Hex = `0x01${'ab'.repeat(31)}`

const BASE: Transaction = {
  hash: WORD,
  blockHash: WORD,
  blockNumber: 1n,
  index: 0,
  type: 0,
  from: `0x${ACCOUNT.address.slice(2).toLowerCase()}`,
  to: TO,
  value: 10n ** 18n,
  nonce: 9n,
  input: '0xdeadbeef',
  gas: 100_000n,
  chainId: 31337n,
}

describe('orderedTrieRoot', () => {
  it('of nothing is the empty root', () => {
    expect(orderedTrieRoot([])).toBe(EMPTY_TRIE_ROOT)
    expect(withdrawalsRoot([])).toBe('0x56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421')
  })

  it('equals that of a general trie', async () => {
    const values = fc.array(fc.uint8Array({ minLength: 1, maxLength: 120 }), { minLength: 1, maxLength: 300 })
    await fc.assert(
      fc.asyncProperty(values, async (items) => {
        expect(orderedTrieRoot(items)).toBe(await generalRoot(items))
      }),
      { seed: 11, numRuns: 40 },
    )
  })

  it.each([1, 2, 16, 17, 127, 128, 129, 255, 256, 257, 1500])(
    'equals that of a general trie with %i entries',
    async (count) => {
      const items = Array.from({ length: count }, (_, at) => Uint8Array.of(at & 255, at >> 8, 1))
      expect(orderedTrieRoot(items)).toBe(await generalRoot(items))
    },
  )
})

describe('encodeTransaction', () => {
  const accessList = [{ address: TO, storageKeys: [WORD] }]

  it.each([undefined, 31337])(
    'serialises legacy transactions as viem does (chain id %s)',
    async (chainId) => {
      const signed = await ACCOUNT.signTransaction({ ...legacy(), chainId })
      expect(encoded({ ...BASE, gasPrice: 7n, ...signatureOf(signed) })).toBe(signed)
    },
  )

  it('serialises access list transactions as viem does', async () => {
    const signed = await ACCOUNT.signTransaction({ ...legacy(), type: 'eip2930', chainId: 31337, accessList })
    expect(encoded({ ...BASE, type: 1, gasPrice: 7n, accessList, ...signatureOf(signed) })).toBe(signed)
  })

  it.each([TO, null])('serialises fee market transactions as viem does (to %s)', async (to) => {
    const fees = { maxFeePerGas: 100n, maxPriorityFeePerGas: 0n }
    const signed = await ACCOUNT.signTransaction({
      ...common(),
      ...fees,
      to,
      type: 'eip1559',
      chainId: 31337,
      accessList,
    })
    expect(encoded({ ...BASE, ...fees, to, type: 2, accessList, ...signatureOf(signed) })).toBe(signed)
  })

  it('serialises blob transactions as viem does', async () => {
    const fields = {
      maxFeePerGas: 100n,
      maxPriorityFeePerGas: 3n,
      maxFeePerBlobGas: 5n,
      blobVersionedHashes: [WORD],
    }
    const signed = await ACCOUNT.signTransaction({
      ...common(),
      ...fields,
      type: 'eip4844',
      chainId: 31337,
      to: TO,
    })
    expect(encoded({ ...BASE, ...fields, type: 3, ...signatureOf(signed) })).toBe(signed)
  })

  it('serialises set code transactions as viem does', async () => {
    const fees = { maxFeePerGas: 100n, maxPriorityFeePerGas: 3n }
    const authorization = await ACCOUNT.signAuthorization({ chainId: 31337, address: TO, nonce: 4 })
    const request = { ...common(), ...fees, chainId: 31337, authorizationList: [authorization] }
    const signed = await ACCOUNT.signTransaction({ ...request, type: 'eip7702' })
    const authorizationList = [
      {
        chainId: 31337n,
        address: TO,
        nonce: 4n,
        yParity: authorization.yParity ?? -1,
        r: BigInt(authorization.r),
        s: BigInt(authorization.s),
      },
    ]
    expect(encoded({ ...BASE, ...fees, type: 4, authorizationList, ...signatureOf(signed) })).toBe(signed)
  })

  it('serialises OP Stack deposits as viem does', () => {
    const deposit = { sourceHash: WORD, mint: 5n, isSystemTx: false }
    const { from, to, value, gas, input: data } = BASE
    const expected = serializeOpStack({
      ...deposit,
      from,
      to: to ?? undefined,
      value,
      gas,
      data,
      type: 'deposit',
    })
    expect(encoded({ ...BASE, ...deposit, type: 126 })).toBe(expected)
  })

  it('says why it cannot serialise the others', () => {
    expect(encodeTransaction({ ...BASE, type: 106 })).toEqual({
      reason: 'transactions of type 106 have no known serialisation',
    })
    expect(encodeTransaction({ ...BASE, gasPrice: 1n })).toEqual({
      reason: `transaction ${WORD} carries no signature`,
    })
    expect(encodeTransaction({ ...BASE, type: 2, r: 1n, s: 1n, yParity: 0 })).toEqual({
      reason: `transaction ${WORD} carries no maxFeePerGas`,
    })
  })
})

describe('block 46147, the first with a transaction', () => {
  const logsBloom: Hex = `0x${'00'.repeat(256)}`
  const hash: Hex = '0x5c504ed432cb51138bcf09aa5e8a410dd4a1e204ef84bfed1be16dfba1b22060'
  const receipt: Receipt = {
    transactionHash: hash,
    transactionIndex: 0,
    blockHash: '0x4e3a3754410177e6937ef1f84bba68ea139e8d1a2258c5f85db9f1cd715a1bdd',
    blockNumber: 46147n,
    from: '0xa1e4380a3b1f749673e270229993ee55f35663b4',
    to: '0x5df9b87991262f6ba471f09758cde1c0fc1de734',
    contractAddress: null,
    cumulativeGasUsed: 21000n,
    gasUsed: 21000n,
    root: '0x96a8e009d2b88b1483e6941e6812e32263b05683fac202abc622a3e31aed1957',
    logsBloom,
    logs: [],
  }

  it('has the receipts root of a receipt with a state root', () => {
    expect(receiptsRoot([receipt], [])).toEqual({
      root: '0xfe2bf2a941abf41d72637e5b91750332a30283efd40c424dc522b77e6f0ed8c4',
    })
  })

  it('has no receipts root where a receipt has neither status nor state root', () => {
    expect(receiptsRoot([{ ...receipt, root: undefined }], [])).toEqual({
      reason: `the receipt of ${hash} carries neither status nor state root`,
    })
  })
})

describe('headerHash', () => {
  const zero: Hex = `0x${'00'.repeat(32)}`
  const genesis = {
    number: 0n,
    hash: zero,
    parentHash: zero,
    sha3Uncles: '0x1dcc4de8dec75d7aab85b567b6ccd41ad312451b948a7413f0a142fd40d49347',
    miner: `0x${'00'.repeat(20)}`,
    stateRoot: '0xd7f8974fb5ac78d9ac099b9ad5018bedc2ce0a72dad1827a1709da30580f0544',
    transactionsRoot: EMPTY_TRIE_ROOT,
    receiptsRoot: EMPTY_TRIE_ROOT,
    logsBloom: `0x${'00'.repeat(256)}`,
    difficulty: 0x400000000n,
    gasLimit: 5000n,
    gasUsed: 0n,
    timestamp: 0n,
    extraData: '0x11bbe8db4e347b4e8c937c1c8370e4b5ed33adb3db69cbdb7a38e1e50b1b82fa',
    mixHash: zero,
    nonce: '0x0000000000000042',
    uncles: [],
  } as const

  it('of mainnet block 0 is what everybody knows', () => {
    expect(headerHash({ ...genesis, uncles: [] })).toBe(
      '0xd4e56740f876aef8c010b86a40d5f56745a118d0906a34e69aec8c0db1cb8fa3',
    )
  })

  it('covers the fields of Prague, EIP-7928 and EIP-7843', () => {
    const later = { baseFeePerGas: 1n, withdrawalsRoot: zero, blobGasUsed: 0n, excessBlobGas: 0n }
    const prague = { ...genesis, uncles: [], ...later, parentBeaconBlockRoot: zero, requestsHash: zero }
    const hashes = [
      headerHash({ ...genesis, uncles: [] }),
      headerHash({ ...genesis, uncles: [], ...later }),
      headerHash(prague),
      headerHash({ ...prague, blockAccessListHash: zero }),
      headerHash({ ...prague, blockAccessListHash: zero, slotNumber: 1n }),
    ]
    expect(new Set(hashes).size).toBe(5)
  })
})

describe('createdAddress', () => {
  it('is that of the first contract of the first account of every devnet', () => {
    expect(createdAddress('0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266', 0n)).toBe(TO)
  })
})

async function generalRoot(values: Uint8Array[]): Promise<string> {
  const trie = await createMPT({ useKeyHashing: false })
  for (const [at, value] of values.entries()) await trie.put(RLP.encode(at), value)
  return toHex(trie.root())
}

function common() {
  return { nonce: 9, gas: 100_000n, to: TO, value: 10n ** 18n, data: '0xdeadbeef' } as const
}

function legacy() {
  return { ...common(), gasPrice: 7n }
}

function encoded(transaction: Transaction): string {
  const result = encodeTransaction(transaction)
  return 'bytes' in result ? toHex(result.bytes) : result.reason
}

function signatureOf(signed: Parameters<typeof parseSerialized>[0]) {
  const { r, s, v, yParity } = parseSerialized(signed)
  if (r === undefined || s === undefined) throw new Error('not signed')
  return { r: BigInt(r), s: BigInt(s), v, yParity }
}
