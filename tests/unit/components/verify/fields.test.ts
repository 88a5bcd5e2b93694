import { describe, expect, test } from 'vitest'
import { fieldsOf, keptIn, readFields } from '@/components/verify/fields'

const PROGRAM = `0x${'aB'.repeat(20)}`

describe('the fields of a verification', () => {
  test('are read', () => {
    expect(readFields({ rpc: ' https://node/ ', program: PROGRAM, epoch: ' 12 ' })).toEqual({
      rpcUrl: 'https://node/',
      program: PROGRAM.toLowerCase(),
      epoch: 12n,
    })
  })

  test.each([
    [{ rpc: '' }, 'Name a node of your choice by its address.'],
    [{ rpc: 'node.example' }, 'The address of the node must begin with http:// or https://.'],
    [{ rpc: 'http://' }, 'The address of the node must begin with http:// or https://.'],
    [{ program: '' }, 'The program must be an address: 0x and 40 hexadecimal digits.'],
    [{ epoch: '-1' }, 'The epoch must be a whole number.'],
    [{ epoch: '1.5' }, 'The epoch must be a whole number.'],
  ])('%o: one sentence', (wrong, sentence) => {
    expect(readFields({ rpc: 'http://node', program: PROGRAM, epoch: '1', ...wrong })).toBe(sentence)
  })

  test('come from a query, and stand behind "#" from then on', () => {
    const link = `http://site/verify?rpc=https%3A%2F%2Fnode%2Fkey&program=${PROGRAM}&epoch=3`
    const fields = fieldsOf(link)
    expect(fields).toEqual({ rpc: 'https://node/key', program: PROGRAM, epoch: '3', chain: '' })
    const kept = keptIn(link, fields)
    expect(kept).toBe(`/verify#rpc=https%3A%2F%2Fnode%2Fkey&program=${PROGRAM}&epoch=3`)
    expect(fieldsOf(`http://site${kept}`)).toEqual(fields)
    expect(keptIn(link, { rpc: '', program: '', epoch: '', chain: '' })).toBe('/verify')
  })
})
