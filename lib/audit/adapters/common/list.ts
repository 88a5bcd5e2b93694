import { z } from 'zod'
import { UserError } from '../../../errors'
import type { ListEntry } from '../adapter'

const integer = z
  .union([z.string().regex(/^(?:\d{1,78}|0x[0-9a-fA-F]{1,64})$/), z.int().nonnegative()])
  .transform((value) => BigInt(value))
const account = z
  .string()
  .regex(/^0x[0-9a-fA-F]{40}$/)
  .transform((text): `0x${string}` => `0x${text.slice(2).toLowerCase()}`)
const entry = z.object({ index: integer.optional(), account, amount: integer })
const claims = z.object({ claims: z.record(account, z.object({ index: integer, amount: integer })) })

/**
 * Reads a list of payments that a program published: JSON as Uniswap's tool writes it ({claims: {account: {index, amount}}}), a JSON
 * array of {index, account, amount}, or lines of CSV "index,account,amount" or "account,amount". Amounts in the token's smallest
 * unit, decimal or 0x.
 * @throws UserError that names what cannot be read
 */
export function readList(text: string): ListEntry[] {
  const trimmed = text.trim()
  if (trimmed.startsWith('{') || trimmed.startsWith('[')) return fromJson(trimmed)
  return fromLines(trimmed)
}

function fromJson(text: string): ListEntry[] {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new UserError('The list is no valid JSON: give the file that the program published.')
  }
  const map = claims.safeParse(value)
  if (map.success) {
    return Object.entries(map.data.claims)
      .map(([key, { index, amount }]) => ({ index, account: account.parse(key), amount }))
      .sort((a, b) => (a.index < b.index ? -1 : 1))
  }
  const array = z.array(entry).safeParse(value)
  if (array.success) return array.data
  const issue = (Array.isArray(value) ? array : map).error.issues[0]
  throw new UserError(
    `The list cannot be read at ${issue?.path.join('.') || 'its start'}: ${issue?.message}. It must hold index, account and amount of each payment.`,
  )
}

function fromLines(text: string): ListEntry[] {
  const lines = text.split(/\r?\n/)
  return lines.flatMap((line, at): ListEntry[] => {
    const fields = line.split(',').map((field) => field.trim())
    const [first, second, third] = fields
    const row =
      third === undefined
        ? { account: first, amount: second }
        : { index: first, account: second, amount: third }
    const read = entry.safeParse(row)
    if (read.success && fields.length <= 3) return [read.data]
    // Names of columns, and the end of the file.
    if (line.trim() === '' || (at === 0 && /^[a-z_ ,"]+$/i.test(line))) return []
    throw new UserError(
      `Line ${at + 1} of the list, "${line.slice(0, 80)}", cannot be read: it must be index,account,amount or account,amount.`,
    )
  })
}
