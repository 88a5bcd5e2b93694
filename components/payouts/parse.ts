import { z } from 'zod'

const address = z
  .string()
  .regex(/^0x[0-9a-fA-F]{40}$/)
  .toLowerCase()
const hash = z
  .string()
  .regex(/^0x[0-9a-fA-F]{64}$/)
  .toLowerCase()
const integer = z
  .string()
  .regex(/^\d{1,18}$/)
  .transform(BigInt)
const small = z
  .string()
  .regex(/^\d{1,9}$/)
  .transform(Number)

/** An address of a path, lower-case; undefined where it is none. */
export const parseAddress = (text: string) => address.safeParse(text).data
/** A hash of a path, lower-case; undefined where it is none. */
export const parseHash = (text: string) => hash.safeParse(text).data
/** A whole number from 0 of a path or a query; undefined where it is none. */
export const parseInteger = (text: unknown) => integer.safeParse(text).data
/** The same for small numbers: a log index, a region. */
export const parseSmall = (text: unknown) => small.safeParse(text).data

/** A position "block.log" of a query: where a page of payments goes on. */
export function parsePosition(text: unknown): { blockNumber: bigint; logIndex: number } | undefined {
  if (typeof text !== 'string') return undefined
  const [block, log, ...rest] = text.split('.')
  const blockNumber = parseInteger(block)
  const logIndex = parseSmall(log)
  if (blockNumber === undefined || logIndex === undefined || rest.length > 0) return undefined
  return { blockNumber, logIndex }
}
