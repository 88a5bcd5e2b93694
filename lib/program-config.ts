import { z } from 'zod'
import { PERSONHOOD_PAY } from './audit/adapters/personhood-pay'
import { ADAPTERS, findAdapter } from './audit/adapters/registry'

/** A payout program named by configuration. */
export interface ProgramConfig {
  /** adapter: "personhood-pay", "merkle-distributor" */
  kind: string
  /** undefined: the one that is known of the kind on the chain */
  address?: `0x${string}`
  /** undefined: what the known one is called, or the kind */
  name?: string
  /** parts that the program does not name itself: "token" */
  parts?: Record<string, `0x${string}`>
  /** file of the list of payments that the program published, as an absolute path once read */
  list?: string
}

const address = z
  .string()
  .regex(/^0x[0-9a-fA-F]{40}$/, 'must be an address: 0x and 40 hexadecimal digits')
  .transform((value): `0x${string}` => `0x${value.slice(2).toLowerCase()}`)

const KINDS = [PERSONHOOD_PAY, ...ADAPTERS.map(({ kind }) => kind)]

const program = z
  .strictObject({
    kind: z.string().refine((kind) => KINDS.includes(kind), `must be one of ${KINDS.join(', ')}`),
    address: address.optional(),
    name: z.string().trim().min(1, 'must not be empty').max(60, 'must have at most 60 characters').optional(),
    parts: z.record(z.string(), address).optional(),
    list: z.string().min(1).optional(),
  })
  .superRefine(({ kind, address, name, parts, list }, context) => {
    const adapter = findAdapter(kind)
    const wrong = (message: string, ...path: string[]) => context.addIssue({ code: 'custom', message, path })
    if (adapter === undefined) {
      if (address === undefined) wrong(`must be given for a program of kind ${kind}`, 'address')
      if (name === undefined) wrong(`must be given for a program of kind ${kind}`, 'name')
      if (parts !== undefined)
        wrong(`a program of kind ${kind} names its parts itself: leave them out`, 'parts')
      if (list !== undefined) wrong(`a program of kind ${kind} pays by no list: leave it out`, 'list')
      return
    }
    if (address === undefined && adapter.presets.length === 0)
      wrong(`must be given: no ${adapter.name} is known by its kind alone`, 'address')
    const missing = adapter.given.find((part) => parts?.[part] === undefined)
    if (missing !== undefined) wrong(`must name the ${missing} of a program of kind ${kind}`, 'parts')
  })

/** The programs of a chain in the configuration. */
export const programConfigs = z.array(program).superRefine((programs, context) => {
  for (const [at, { address, kind }] of programs.entries()) {
    const before = programs
      .slice(0, at)
      .some((other) =>
        address === undefined
          ? other.address === undefined && other.kind === kind
          : other.address === address,
      )
    if (before)
      context.addIssue({
        code: 'custom',
        message: `is the program ${address ?? kind} a second time: name it once`,
        path: [at],
      })
  }
})
