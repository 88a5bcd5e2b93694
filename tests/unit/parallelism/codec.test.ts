import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeAccess, ENCODING, encodeAccess } from '@/lib/parallelism/codec'
import { nonceKey, storageKey } from '@/lib/parallelism/keys'
import { randomBlock, SEEDED } from './random-blocks'

const contract = `0x${'12'.repeat(20)}`
const key = storageKey(contract, `0x${'0'.repeat(62)}07`)
const set = { reads: [key, nonceKey(contract)], writes: [key], credits: [], contracts: [contract] }

describe('packed access sets', () => {
  test('unpack to what was packed, in the same order', () => {
    fc.assert(
      fc.property(randomBlock, ({ access }) => {
        expect(decodeAccess(encodeAccess(access))).toEqual(access)
      }),
      SEEDED,
    )
  })

  test('write each address and key once', () => {
    // version, 1 set; 2 reads: new storage key of 1 byte at a new address, new nonce key at the last address;
    // 1 write: the key before the last; 0 credits; 1 contract: the last address
    const address = Array.from({ length: 20 }, () => 0x12)
    const packed = [ENCODING, 1, 2, 0, 5, 0, ...address, 7, 0, 1, 1, 1, 2, 0, 1, 1]
    expect([...encodeAccess([set])]).toEqual(packed)
  })

  test('anything else is refused with a RangeError', () => {
    const packed = encodeAccess([set])
    expect(() => decodeAccess(packed.slice(0, -1))).toThrow('the packed access sets end early')
    expect(() => decodeAccess(Uint8Array.of(...packed, 0))).toThrow(
      'the packed access sets are followed by something else',
    )
    expect(() => decodeAccess(Uint8Array.of(9))).toThrow('the packed access sets are of version 9, not 1')
    expect(() => encodeAccess([{ ...set, reads: ['x:1'] }])).toThrow('"x:1" is no state key')
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        try {
          decodeAccess(Uint8Array.of(ENCODING, ...bytes))
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError)
        }
      }),
      SEEDED,
    )
  })
})
