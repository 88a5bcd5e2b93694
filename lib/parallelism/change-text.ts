import { UserError } from '@/lib/errors'
import { type Change, type ChangeAction, type ChangeTarget, MOST_SHARDS } from './changes'
import { splitKey, storageKey } from './keys'

const TARGETS =
  'a state key (s:ADDRESS:SLOT, b:ADDRESS, n:ADDRESS, c:ADDRESS, or ADDRESS:SLOT), a contract (ADDRESS) or the id of a module'
const ACTIONS = `commutative, sharded:N (2 to ${MOST_SHARDS}), sharded:sender or module:ID`

const ADDRESS = /^0x[0-9a-f]{40}$/
const SLOT = /^(0x[0-9a-f]{40}):(0x[0-9a-f]{1,64}|\d{1,78})$/
const MODULE = /^[a-z0-9][a-z0-9._-]{0,63}$/i

/** Reads a target from text, upper and lower case alike. Throws a UserError with one sentence. */
export function parseTarget(text: string): ChangeTarget {
  const trimmed = text.trim()
  const lower = trimmed.toLowerCase()
  if (ADDRESS.test(lower)) return { kind: 'contract', address: lower }
  const [, kind, rest] = /^([snbc]):(.+)$/.exec(lower) ?? []
  if (kind !== undefined && kind !== 's' && rest !== undefined && ADDRESS.test(rest)) {
    return { kind: 'key', key: `${kind}:${rest}` }
  }
  const [, address, slot] = SLOT.exec(kind === 's' && rest !== undefined ? rest : lower) ?? []
  if (address !== undefined && slot !== undefined && BigInt(slot) < 1n << 256n) {
    return { kind: 'key', key: storageKey(address, `0x${BigInt(slot).toString(16).padStart(64, '0')}`) }
  }
  if (MODULE.test(trimmed) && !lower.startsWith('0x')) return { kind: 'module', moduleId: trimmed }
  throw new UserError(`"${trimmed}" is nothing that can be changed: name ${TARGETS}.`)
}

/** Reads an action from text. Throws a UserError with one sentence. */
export function parseAction(text: string): ChangeAction {
  const [name = '', argument, ...more] = text.trim().split(':')
  if (more.length === 0) {
    if (name === 'commutative' && argument === undefined) return { kind: 'commutative' }
    if (name === 'sharded' && argument === 'sender') return { kind: 'sharded', ways: 'sender' }
    const ways = /^\d{1,5}$/.test(argument ?? '') ? Number(argument) : 0
    if (name === 'sharded' && ways >= 1 && ways <= MOST_SHARDS) return { kind: 'sharded', ways }
    if (name === 'module' && argument !== undefined && (MODULE.test(argument) || ADDRESS.test(argument))) {
      return { kind: 'moved', moduleId: argument }
    }
  }
  throw new UserError(`"${text.trim()}" is no change: write ${ACTIONS}.`)
}

/** Reads "TARGET=ACTION". Throws a UserError with one sentence. */
export function parseChange(text: string): Change {
  const at = text.indexOf('=')
  if (at < 0)
    throw new UserError(`"${text}" is no change: write TARGET=ACTION, where an action is ${ACTIONS}.`)
  return { target: parseTarget(text.slice(0, at)), action: parseAction(text.slice(at + 1)) }
}

/** The target as parseTarget reads it. */
export function targetText(target: ChangeTarget): string {
  if (target.kind === 'key') return target.key
  return target.kind === 'contract' ? target.address : target.moduleId
}

/** The action as parseAction reads it. */
export function actionText(action: ChangeAction): string {
  if (action.kind === 'commutative') return action.kind
  return action.kind === 'sharded' ? `sharded:${action.ways}` : `module:${action.moduleId}`
}

/** A target in words where nothing better is known than what it is made of. */
export function plainTargetName(target: ChangeTarget): string {
  if (target.kind === 'module') return `module ${target.moduleId}`
  if (target.kind === 'contract') return `contract ${target.address}`
  const { kind, address, slot } = splitKey(target.key)
  return slot === undefined ? `${kind} of ${address}` : `slot ${shortSlot(slot)} of ${address}`
}

/** A slot without its leading zeros where it is a small number; all of it where it is a hash. */
function shortSlot(slot: string): string {
  const digits = slot.slice(2).replace(/^0+/, '')
  return digits.length > 16 ? slot : `0x${digits || '0'}`
}
