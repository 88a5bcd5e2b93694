import { describe, expect, test } from 'vitest'
import { nothingAt } from '@/components/text/nothing-at'

const HASH = `0x${'0'.repeat(63)}1`
const ADDRESS = `0x${'0'.repeat(39)}1`

describe('what a page says that does not exist', () => {
  test.each([
    ['/block/999999999', 'Block 999,999,999 is not indexed on this chain.'],
    ['/c/1/block/5', 'Block 5 is not indexed on this chain.'],
    [
      `/block/${HASH}`,
      'No indexed block of this chain has this hash: it may have left the chain in a reorganisation.',
    ],
    ['/block/123.eth', '“123.eth” is not a block.'],
    ['/block/%3Cb%3E', '“<b>” is not a block.'],
    ['/block/%E0%A4%A', '“%E0%A4%A” is not a block.'],
    [`/tx/${HASH}`, 'No transaction with this hash is in the indexed blocks of this chain.'],
    ['/tx/7', '“7” is not a transaction.'],
    ['/address/0x123', '“0x123” is not an address.'],
    [`/token/${ADDRESS}`, 'No transfer of a token at this address is in the indexed blocks of this chain.'],
    ['/module/nothing', 'This chain has no module “nothing”.'],
    [`/program/${ADDRESS}`, 'No payout program at this address is indexed on this chain.'],
    [`/program/${ADDRESS}/epoch/99`, 'This program has not opened an epoch “99”.'],
    [
      `/payment/${HASH}/0`,
      'No payment with this transaction and log is in the indexed blocks of this chain.',
    ],
    ['/nothing', 'There is no such page.'],
    ['/c/31337/nothing', 'There is no such page.'],
    ['/', 'There is no such page.'],
  ])('%s', (path, sentence) => {
    expect(nothingAt(path).sentence).toBe(sentence)
  })

  test('a chain that is not there comes before what is asked of it', () => {
    expect(nothingAt('/c/5/block/1', false).sentence).toBe('No chain “5” is indexed here.')
  })

  test('what is wrongly named comes with how to name it, what is not indexed does not', () => {
    expect(nothingAt('/tx/7').rule).toBe('A transaction is named by its hash: 0x and 64 hexadecimal digits.')
    expect(nothingAt(`/tx/${HASH}`).rule).toBeUndefined()
  })

  test('a long name is cut', () => {
    expect(nothingAt(`/block/${'x'.repeat(5000)}`).sentence).toBe(`“${'x'.repeat(80)}…” is not a block.`)
  })
})
