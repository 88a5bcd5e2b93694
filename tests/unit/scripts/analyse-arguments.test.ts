import { describe, expect, test } from 'vitest'
import { readArguments } from '@/scripts/analyse/arguments'

describe('the command line of npm run analyse', () => {
  test('blocks, policies and workers may be lists, and be given several times', () => {
    const read = readArguments(
      '--rpc URL --block 5,7 --block 6 --block 5 --policy strict --policy storage --workers 3 --workers 1,2'.split(
        ' ',
      ),
    )
    expect(read).toMatchObject({
      blocks: [5n, 7n, 6n],
      policies: ['strict', 'storage'],
      workers: [3, 1, 2],
    })
  })

  test('what is no block number is named', () => {
    expect(() => readArguments(['--block', '5', '--block', '0x6'])).toThrow(
      /^--block cannot be "0x6"\. Use: /,
    )
    expect(() => readArguments([])).toThrow(/^Name at least one block with --block\. /)
  })
})
