import { describe, expect, it } from 'vitest'
import { MalformedAnswerError } from '@/lib/chain/fields'
import { parseBlock, parseHead, parseReceipt, parseReceipts } from '@/lib/chain/parse'

const HASH = `0x${'AB'.repeat(32)}`
const LOWER = `0x${'ab'.repeat(32)}`
const ADDRESS = `0x${'Cd'.repeat(20)}`
const BLOOM = `0x${'00'.repeat(256)}`

const TRANSACTION = {
  hash: HASH,
  blockHash: HASH,
  blockNumber: '0x7b',
  transactionIndex: '0x0',
  from: ADDRESS,
  to: null,
  value: '0xde0b6b3a7640000',
  nonce: '0x1',
  input: '0xABCD',
  gas: '0x5208',
  gasPrice: '0x1',
  v: '0x1b',
  r: '0x1',
  s: '0x2',
}

const BLOCK = {
  number: '0x7b',
  hash: HASH,
  parentHash: HASH,
  sha3Uncles: HASH,
  miner: ADDRESS,
  stateRoot: HASH,
  transactionsRoot: HASH,
  receiptsRoot: HASH,
  logsBloom: BLOOM,
  difficulty: '0x0',
  gasLimit: '0x1c9c380',
  gasUsed: '0x5208',
  timestamp: '0x1',
  extraData: '0x',
  l1BlockNumber: '0x5',
  sendRoot: HASH,
  transactions: [TRANSACTION],
}

const RECEIPT = {
  transactionHash: HASH,
  transactionIndex: '0x0',
  blockHash: HASH,
  blockNumber: '0x7b',
  from: ADDRESS,
  cumulativeGasUsed: '0x5208',
  gasUsed: '0x5208',
  logsBloom: BLOOM,
  logs: [],
  status: '0x1',
  l1Fee: '0x9',
}

const WHERE = 'eth_getBlockByNumber(123)'

describe('parseBlock', () => {
  it('reads quantities as bigint and bytes in lower case, and leaves unknown fields alone', () => {
    const block = parseBlock(BLOCK, WHERE)
    expect(block.number).toBe(123n)
    expect(block.hash).toBe(LOWER)
    expect(block.miner).toBe(`0x${'cd'.repeat(20)}`)
    expect(block.baseFeePerGas).toBeUndefined()
    expect(block.withdrawals).toBeUndefined()
    expect(block.uncles).toEqual([])
    expect(block.transactions[0]).toMatchObject({
      type: 0,
      to: null,
      value: 10n ** 18n,
      index: 0,
      input: '0xabcd',
      v: 27n,
    })
    expect('sendRoot' in block).toBe(false)
  })

  it.each<[Record<string, unknown>, string]>([
    [{ gasUsed: 21000 }, `${WHERE}: field gasUsed is not a quantity: 21000`],
    [{ gasUsed: '0x' }, `${WHERE}: field gasUsed is not a quantity: "0x"`],
    [{ gasUsed: undefined }, `${WHERE}: field gasUsed is missing`],
    [
      { timestamp: '0x8000000000000000' },
      `${WHERE}: field timestamp is larger than 2^63 - 1: "0x8000000000000000"`,
    ],
    [{ hash: '0x12' }, `${WHERE}: field hash is not 32 bytes of hex: "0x12"`],
    [{ extraData: '0x123' }, `${WHERE}: field extraData is not hex bytes: "0x123"`],
    [{ transactions: null }, `${WHERE}: field transactions is missing`],
    [{ transactions: {} }, `${WHERE}: field transactions is not a list: {}`],
    [{ transactions: [HASH] }, `${WHERE} transactions[0]: expected an object, got "${HASH}"`],
    [
      { transactions: [{ ...TRANSACTION, to: '0x' }] },
      `${WHERE} transactions[0]: field to is not 20 bytes of hex: "0x"`,
    ],
    [
      { transactions: [{ ...TRANSACTION, accessList: [{ address: ADDRESS, storageKeys: ['0x1'] }] }] },
      `${WHERE} transactions[0] accessList[0]: field storageKeys holds what is not 32 bytes of hex: ["0x1"]`,
    ],
    [
      { withdrawals: [{ index: '0x1', validatorIndex: '0x1', address: '0x1', amount: '0x1' }] },
      `${WHERE} withdrawals[0]: field address is not 20 bytes of hex: "0x1"`,
    ],
  ])('says what is wrong: %j', (fault, message) => {
    expect(() => parseBlock({ ...BLOCK, ...fault }, WHERE)).toThrow(new MalformedAnswerError(message))
  })

  it.each([['a string'], [null], [[]]])('refuses %j', (raw) => {
    expect(() => parseBlock(raw, WHERE)).toThrow(`${WHERE}: expected an object, got ${JSON.stringify(raw)}`)
  })
})

describe('parseHead', () => {
  it('reads a block with hashes for transactions', () => {
    expect(parseHead({ ...BLOCK, transactions: [HASH] }, WHERE)).toEqual({
      number: 123n,
      hash: LOWER,
      parentHash: LOWER,
      timestamp: 1n,
    })
  })
})

describe('parseReceipts', () => {
  const where = 'eth_getBlockReceipts(123)'

  it('reads what older and newer nodes leave out', () => {
    expect(parseReceipts([RECEIPT], where)[0]).toMatchObject({
      status: 1,
      to: null,
      contractAddress: null,
      type: undefined,
    })
    expect(parseReceipt({ ...RECEIPT, status: undefined, root: HASH }, where)).toMatchObject({
      root: LOWER,
      status: undefined,
    })
  })

  it.each<[Record<string, unknown>, string]>([
    [{ status: '0x2' }, `${where}[0]: field status is neither 0 nor 1: "0x2"`],
    [{ logs: 5 }, `${where}[0]: field logs is not a list: 5`],
    [
      { logs: [{ topics: [HASH, HASH, HASH, HASH, HASH] }] },
      `${where}[0] logs[0]: field topics holds more than 4 items`,
    ],
    [
      { transactionIndex: '0x80000000' },
      `${where}[0]: field transactionIndex is larger than 2^31 - 1: "0x80000000"`,
    ],
  ])('says what is wrong: %j', (fault, message) => {
    expect(() => parseReceipts([{ ...RECEIPT, ...fault }], where)).toThrow(message)
  })

  it('refuses what is no list', () => {
    expect(() => parseReceipts({}, where)).toThrow(`${where}: expected a list, got {}`)
  })
})
