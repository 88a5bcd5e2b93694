import { expect, test } from 'vitest'
import { addProgramEvents } from '@/indexer/rows/programs'
import type { ProgramEvent } from '@/lib/audit/adapters/personhood-pay'
import { emptyRows } from '@/lib/db/write/derived'

const PROGRAM = '0x00000000000000000000000000000000000000aa'

function closed(blockNumber: bigint, logIndex: number, paid: bigint): ProgramEvent {
  return {
    emitter: PROGRAM,
    blockNumber,
    logIndex,
    transactionIndex: 0,
    transactionHash: '0x01',
    event: 'EpochClosed',
    args: { epoch: 3n, paid, reclaimed: 1n },
  }
}

test('an epoch that a program closes twice in a block is one row of epoch_close, and two events', () => {
  const rows = emptyRows()
  addProgramEvents(rows, PROGRAM, [closed(7n, 0, 5n), closed(7n, 1, 6n), closed(8n, 0, 9n)])
  expect(rows.programEvent.map(({ blockNumber, logIndex, epoch }) => [blockNumber, logIndex, epoch])).toEqual(
    [
      [7n, 0, 3n],
      [7n, 1, 3n],
      [8n, 0, 3n],
    ],
  )
  expect(rows.epochClose.map(({ blockNumber, paid }) => [blockNumber, paid])).toEqual([
    [7n, 5n],
    [8n, 9n],
  ])
  expect(rows.programEvent[0]?.args).toEqual({ epoch: '3', paid: '5', reclaimed: '1' })
})
