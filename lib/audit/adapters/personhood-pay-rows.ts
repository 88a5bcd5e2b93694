import type { ProgramEventRow } from '../stored-event'
import type { ProgramEvent } from './personhood-pay'

/** A value of program_event.args: integers of the contract are decimal strings, small ones numbers. */
export type EventArgs = Record<string, string | number | string[]>

/** Arguments of an event as program_event.args holds them. */
export function eventArgs(args: ProgramEvent['args']): EventArgs {
  const entries = Object.entries(args).map(([name, value]): [string, string | number | string[]] => [
    name,
    typeof value === 'bigint' ? value.toString() : value,
  ])
  return Object.fromEntries(entries)
}

/** The event as an audit reads it back from the database; `timestamp` is its block's, in unix seconds. */
export function programEventRow(event: ProgramEvent, timestamp: bigint): ProgramEventRow {
  const { emitter, blockNumber, logIndex, transactionIndex, transactionHash, args } = event
  return {
    emitter,
    blockNumber,
    logIndex,
    transactionIndex,
    transactionHash,
    timestamp,
    event: event.event,
    epoch: 'epoch' in args ? args.epoch : null,
    args: eventArgs(args),
  }
}
