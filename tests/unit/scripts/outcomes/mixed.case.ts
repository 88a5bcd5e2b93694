import { beforeAll, describe, expect, it } from 'vitest'

describe('a group', () => {
  it('passes', () => expect(1).toBe(1))
  it('fails', () => expect(1, 'the first line').toBe(2))
  it.skip('is left out', () => {})
  it.todo('is to be written')
  it('leaves itself out', ({ skip }) => skip('no such thing here'))
})

describe('a group whose set-up fails', () => {
  beforeAll(() => {
    throw new Error('no database\nand more of it')
  })
  it('is never run', () => {})
})
