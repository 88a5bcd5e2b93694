import { expect, test } from 'vitest'
import { groupAccess } from '@/components/transaction/access-groups'
import { balanceKey, codeKey, nonceKey, storageKey } from '@/lib/parallelism/keys'

const SENDER = `0x${'1'.repeat(40)}`
const POOL = `0x${'2'.repeat(40)}`
const TOKEN = `0x${'3'.repeat(40)}`
const slot = (n: number) => `0x${n.toString(16).padStart(64, '0')}`

test('an access set by account, contracts first, with what runs through each key', () => {
  const keys = { storage: [storageKey(POOL, slot(1))], accounts: [storageKey(POOL, slot(1))], strict: [] }
  const groups = groupAccess(
    {
      reads: [
        nonceKey(SENDER),
        balanceKey(SENDER),
        storageKey(POOL, slot(2)),
        storageKey(POOL, slot(1)),
        codeKey(POOL),
        codeKey(TOKEN),
      ],
      writes: [nonceKey(SENDER), balanceKey(SENDER), storageKey(POOL, slot(1))],
      credits: [balanceKey(POOL)],
      contracts: [TOKEN, POOL],
    },
    {
      earlier: [{ index: 3, keys }],
      later: [
        { index: 8, keys },
        { index: 9, keys: { storage: [], accounts: [], strict: [nonceKey(SENDER)] } },
      ],
    },
    'accounts',
  )
  const words = groups.map(({ address, isContract, keys: list }) => [
    address,
    isContract,
    ...list.map((key) =>
      [
        key.kind,
        key.slot === undefined ? '' : Number(key.slot),
        key.read && 'r',
        key.written && 'w',
        key.credited && 'c',
        `< ${key.waitsFor}`,
        `> ${key.waitedOnBy}`,
      ]
        .filter((part) => part !== '' && part !== false)
        .join(' '),
    ),
  ])
  expect(words).toEqual([
    [POOL, true, 'balance c <  > ', 'code r <  > ', 'storage 1 r w < 3 > 8', 'storage 2 r <  > '],
    [TOKEN, true, 'code r <  > '],
    [SENDER, false, 'nonce r w <  > ', 'balance r w <  > '],
  ])
})
