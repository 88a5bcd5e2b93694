import type { BlockAccessList } from '@/lib/parallelism/access-list/types'

const address = (n: number) => `0x${n.toString(16).padStart(40, '0')}`
const slot = (n: number) => `0x${n.toString(16).padStart(64, '0')}`

/** The list of a block of two transactions, worked by hand. */
export const SMALL_LIST: BlockAccessList = [
  {
    address: address(1),
    storageChanges: [
      {
        slot: slot(1),
        changes: [
          { index: 1, value: 42n },
          { index: 2, value: 0n },
        ],
      },
    ],
    storageReads: [slot(2)],
    balanceChanges: [],
    nonceChanges: [],
    codeChanges: [],
  },
  {
    address: address(10),
    storageChanges: [],
    storageReads: [],
    balanceChanges: [{ index: 1, value: 1_000_000n }],
    nonceChanges: [{ index: 1, value: 5n }],
    codeChanges: [],
  },
  {
    address: address(11),
    storageChanges: [],
    storageReads: [],
    balanceChanges: [{ index: 3, value: 128n }],
    nonceChanges: [],
    codeChanges: [{ index: 2, code: '0xef01' }],
  },
]

const ZEROS = '00'.repeat(19)

/** Its encoding: a change is [index, value], a slot [key, changes], an account [address, five lists]. */
export const SMALL_RLP = `0x${[
  'f86d',
  ...['e4', `94${ZEROS}01`, 'c9c801c6c2012ac20280', 'c102', 'c0c0c0'],
  ...['e3', `94${ZEROS}0a`, 'c0c0', 'c6c501830f4240', 'c3c20105', 'c0'],
  ...['e3', `94${ZEROS}0b`, 'c0c0', 'c4c3038180', 'c0', 'c5c40282ef01'],
].join('')}` as const

/** keccak-256 of it. */
export const SMALL_HASH = '0xe12780493fb7dd79dae6a5d70a2e8531b771c097da1c4760af64e2ebdb4bb37b'

/** In the names of the JSON-RPC specification, with words of full length. */
export const SMALL_SPEC_JSON: object[] = [
  {
    address: address(1),
    storageChanges: [
      {
        key: slot(1),
        changes: [
          { index: '0x1', value: slot(42) },
          { index: '0x2', value: slot(0) },
        ],
      },
    ],
    storageReads: [slot(2)],
    balanceChanges: [],
    nonceChanges: [],
    codeChanges: [],
  },
  {
    address: address(10),
    storageChanges: [],
    storageReads: [],
    balanceChanges: [{ index: '0x1', value: '0xf4240' }],
    nonceChanges: [{ index: '0x1', value: '0x5' }],
    codeChanges: [],
  },
  {
    address: address(11),
    storageChanges: [],
    storageReads: [],
    balanceChanges: [{ index: '0x3', value: '0x80' }],
    nonceChanges: [],
    codeChanges: [{ index: '0x2', code: '0xef01' }],
  },
]

/** In the names of the execution specification's tests, with short words, upper case and nothing that is empty. */
export const SMALL_FIXTURE_JSON: object[] = [
  {
    address: address(1),
    storageChanges: [
      {
        slot: '0x01',
        slotChanges: [
          { blockAccessIndex: '0x01', postValue: '0x2A' },
          { blockAccessIndex: '0x02', postValue: '0x00' },
        ],
      },
    ],
    storageReads: ['0x2'],
  },
  {
    address: address(10).replace('a', 'A'),
    balanceChanges: [{ blockAccessIndex: 1, postBalance: '0x0f4240' }],
    nonceChanges: [{ blockAccessIndex: '0x01', postNonce: 5 }],
    codeChanges: null,
  },
  {
    address: address(11),
    balanceChanges: [{ blockAccessIndex: '0x3', postBalance: '0x80' }],
    codeChanges: [{ blockAccessIndex: '0x02', newCode: '0xEF01' }],
  },
]
