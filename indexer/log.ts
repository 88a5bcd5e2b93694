/** Where the indexer says what it does: one line a message. */
export type Say = (line: string) => void

/** Writes lines to standard output, with the time of day (UTC) and the chain's name before each. */
export function sayFor(
  chain: string,
  write: (text: string) => void = (text) => process.stdout.write(text),
): Say {
  return (line) => write(`${new Date().toISOString().slice(11, 19)} ${chain}: ${line}\n`)
}
