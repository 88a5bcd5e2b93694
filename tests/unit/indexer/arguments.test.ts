import { describe, expect, test } from 'vitest'
import { readArguments } from '@/indexer/arguments'
import { UserError } from '@/lib/errors'

describe('the command line of the indexer', () => {
  test('names blocks, a chain and a batch', () => {
    expect(readArguments([])).toEqual({ blocks: undefined, chain: undefined, batchBlocks: undefined })
    expect(
      readArguments(['--blocks', '19932148, 13287210,19932148', '--chain', 'Mainnet', '--batch', '5']),
    ).toEqual({ blocks: [19932148n, 13287210n], chain: 'Mainnet', batchBlocks: 5n })
  })

  test.each([
    [['--blocks', '1,two'], /--blocks takes whole numbers, and "two" is none\./],
    [['--blocks', ''], /--blocks takes whole numbers, and "" is none\./],
    [['--batch', '0'], /--batch takes at least one block\./],
    [['--blok', '1'], /Unknown option '--blok'/],
    [['19932148'], /Unexpected argument '19932148'/],
  ])('refuses %j in one sentence', (args, sentence) => {
    expect(() => readArguments(args)).toThrow(UserError)
    expect(() => readArguments(args)).toThrow(sentence)
  })
})
