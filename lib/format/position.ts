/** A place on a chain: where a page of a list goes on. Compared block first, then index, then part. */
export interface Position {
  blockNumber: bigint
  /** index of a transaction in its block, or of a log */
  index: number
  /** item of a batch; 0 where the list has none */
  part: number
}

/** A position as a query holds it: "120.4", or "120.4.1" for an item of a batch. */
export function formatPosition({ blockNumber, index, part }: Position): string {
  return part === 0 ? `${blockNumber}.${index}` : `${blockNumber}.${index}.${part}`
}

/** Reads what formatPosition wrote, strictly; undefined for anything else. */
export function parsePosition(text: string): Position | undefined {
  const match = /^(\d{1,18})\.(\d{1,9})(?:\.(\d{1,9}))?$/.exec(text)
  if (match?.[1] === undefined || match[2] === undefined) return undefined
  return { blockNumber: BigInt(match[1]), index: Number(match[2]), part: Number(match[3] ?? 0) }
}
