import { z } from 'zod'
import { cleanText } from '@/lib/chain/text'
import type { Hex } from '@/lib/chain/types'
import { UserError } from '@/lib/errors'
import { checksum } from '@/lib/format/hex'
import { TRANSFER, UNASSIGNED } from '@/lib/parallelism/types'
import type { DeclaredModule, ModulesFile } from './types'

/** keccak-256 of no bytes: what accounts without code share. */
const EMPTY_CODE_HASH = '0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470'
const RESERVED: readonly string[] = [UNASSIGNED, TRANSFER]
/** The characters of a registry's bytes32 id. */
const LONGEST_ID = 32

const lower = (text: string): Hex => `0x${text.slice(2).toLowerCase()}`

const address = z
  .string('must be an address: 0x and 40 hexadecimal digits')
  .regex(/^0x[0-9a-fA-F]{40}$/, 'must be an address: 0x and 40 hexadecimal digits')
  .superRefine((text, context) => {
    const digits = text.slice(2)
    if (/^0*$/.test(digits)) context.addIssue('is the zero address, which never has code: leave it out')
    const mixed = digits !== digits.toLowerCase() && digits !== digits.toUpperCase()
    if (mixed && text !== checksum(text)) {
      context.addIssue(
        `is ${text}, whose checksum is wrong: check the digits, and write ${checksum(text)} if they are right`,
      )
    }
  })
  .transform(lower)

const codeHash = z
  .string('must be a code hash: 0x and 64 hexadecimal digits')
  .regex(/^0x[0-9a-fA-F]{64}$/, 'must be a code hash: 0x and 64 hexadecimal digits')
  .refine((text) => lower(text) !== EMPTY_CODE_HASH, 'is the hash of no code at all: leave it out')
  .transform(lower)

function text(longest: number) {
  return z
    .string('must be a text in quotes')
    .max(longest, `must have at most ${longest} characters`)
    .transform((value) => cleanText(value, longest))
}

const list = <T extends z.ZodType>(item: T) => z.array(item, 'must be a list in square brackets').default([])
const OBJECT = 'must be an object in braces'

const member = z.preprocess(
  (value) => (typeof value === 'string' ? { address: value } : value),
  z.strictObject(
    { address, label: text(80).default('') },
    unknownOr('must be an address, or an object with one'),
  ),
)

const declared = z.strictObject(
  {
    id: z
      .string('must be a short name in quotes')
      .max(LONGEST_ID, `must have at most ${LONGEST_ID} characters`)
      .regex(
        /^[a-z0-9]+(?:-[a-z0-9]+)*$/,
        'must be of lower-case letters and digits, with single hyphens between',
      )
      .refine(
        (id) => !RESERVED.includes(id),
        `must be another word: ${RESERVED.join(' and ')} mean contracts and accounts of no module`,
      ),
    name: text(80).refine((name) => name !== '', 'must not be empty'),
    description: text(600).default(''),
    addresses: list(member),
    deployers: list(address),
    codeHashes: list(codeHash),
  },
  unknownOr(OBJECT),
)

const modulesFile = z.strictObject(
  {
    /** where the file comes from, for people */
    about: text(600).optional(),
    modules: z.array(declared, 'must be a list in square brackets'),
  },
  unknownOr(OBJECT),
)

/** A message for an object: of a field that it does not have, else that it is none. */
function unknownOr(otherwise: string) {
  const error = (issue: { code?: string; keys?: unknown }) =>
    issue.code === 'unrecognized_keys' && Array.isArray(issue.keys)
      ? `has the field "${issue.keys.join('", "')}", which means nothing here: correct its name or take it out`
      : otherwise
  return { error }
}

/**
 * Reads what a modules file holds. `file` names it in messages.
 * @throws UserError with one sentence: the file, the place in it, what is wrong, what to do
 */
export function parseModulesFile(json: unknown, file: string): ModulesFile {
  const result = modulesFile.safeParse(json)
  if (!result.success) {
    const issue = result.error.issues[0]
    throw refused(file, placeOf(issue?.path ?? [], json), issue?.message ?? 'is not valid')
  }
  const { modules } = result.data
  refuseRepeated(modules, file)
  return { modules }
}

function refuseRepeated(modules: readonly DeclaredModule[], file: string): void {
  const seen = new Map<string, { place: string; id: string }>()
  const once = (kind: string, value: string, place: string, id: string) => {
    const before = seen.get(`${kind} ${value}`)
    if (before === undefined) {
      seen.set(`${kind} ${value}`, { place, id })
      return
    }
    const where = before.id === id ? 'twice in this module' : `in module "${before.id}" too`
    const what = kind === 'id' ? `the id "${value}" is used twice` : `the ${kind} ${value} stands ${where}`
    throw refused(file, `${place}:`, `${what} (${before.place}): keep one of the two`)
  }
  modules.forEach(({ id, addresses, deployers, codeHashes }, at) => {
    const place = `modules[${at}]`
    once('id', id, `${place}.id`, id)
    addresses.forEach((one, i) => {
      once('address', one.address, `${place}.addresses[${i}]`, id)
    })
    deployers.forEach((one, i) => {
      once('deployer', one, `${place}.deployers[${i}]`, id)
    })
    codeHashes.forEach((one, i) => {
      once('code hash', one, `${place}.codeHashes[${i}]`, id)
    })
    if (addresses.length + deployers.length + codeHashes.length === 0) {
      throw refused(file, place, 'has no members: give it addresses, deployers or codeHashes')
    }
  })
}

/** The way to a value, as far as the file itself goes: a member written as a text has no field "address". */
function placeOf(path: readonly PropertyKey[], json: unknown): string {
  let place = ''
  let value = json
  for (const step of path) {
    if (typeof value !== 'object' || value === null) break
    place += typeof step === 'number' ? `[${step}]` : `.${String(step)}`
    value = Object.entries(value).find(([name]) => name === String(step))?.[1]
  }
  return place === '' ? 'the file' : place.replace(/^\./, '')
}

function refused(file: string, place: string, what: string): UserError {
  return new UserError(`${file}: ${place} ${what} (docs/modules.md describes the file).`)
}
