import { Fields } from '@/lib/chain/fields'
import type { AccessListEntry, Authorization, Transaction } from '@/lib/chain/types'

/**
 * Parses a mined transaction.
 * @param where the call and the way into its answer, for messages
 * @throws MalformedAnswerError
 */
export function parseTransaction(raw: unknown, where: string): Transaction {
  const transaction = new Fields(raw, where)
  return {
    hash: transaction.hash('hash'),
    blockHash: transaction.hash('blockHash'),
    blockNumber: transaction.counter('blockNumber'),
    index: transaction.index('transactionIndex'),
    type: transaction.optionalIndex('type') ?? 0,
    from: transaction.address('from'),
    to: transaction.optionalData('to', 20) ?? null,
    value: transaction.quantity('value'),
    nonce: transaction.counter('nonce'),
    input: transaction.has('input') ? transaction.data('input') : transaction.data('data'),
    gas: transaction.counter('gas'),
    gasPrice: transaction.optionalQuantity('gasPrice'),
    maxFeePerGas: transaction.optionalQuantity('maxFeePerGas'),
    maxPriorityFeePerGas: transaction.optionalQuantity('maxPriorityFeePerGas'),
    maxFeePerBlobGas: transaction.optionalQuantity('maxFeePerBlobGas'),
    blobVersionedHashes: transaction.has('blobVersionedHashes')
      ? transaction.dataList('blobVersionedHashes', 32)
      : undefined,
    chainId: transaction.optionalQuantity('chainId'),
    accessList: parseList(transaction, 'accessList', parseAccessListEntry),
    authorizationList: parseList(transaction, 'authorizationList', parseAuthorization),
    v: transaction.optionalQuantity('v'),
    r: transaction.optionalQuantity('r'),
    s: transaction.optionalQuantity('s'),
    yParity: transaction.optionalIndex('yParity'),
    sourceHash: transaction.optionalData('sourceHash', 32),
    mint: transaction.optionalQuantity('mint'),
    isSystemTx: transaction.optionalBoolean('isSystemTx'),
  }
}

function parseList<T>(fields: Fields, name: string, parse: (item: Fields) => T): T[] | undefined {
  if (!fields.has(name)) return undefined
  return fields.objects(name).map(parse)
}

function parseAccessListEntry(entry: Fields): AccessListEntry {
  return { address: entry.address('address'), storageKeys: entry.dataList('storageKeys', 32) }
}

function parseAuthorization(authorization: Fields): Authorization {
  return {
    chainId: authorization.quantity('chainId'),
    address: authorization.address('address'),
    nonce: authorization.quantity('nonce'),
    yParity: authorization.has('yParity') ? authorization.index('yParity') : authorization.index('v'),
    r: authorization.quantity('r'),
    s: authorization.quantity('s'),
  }
}
