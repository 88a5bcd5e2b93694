import { commute, type KeyMask, split } from './change-access'
import { type ChangeTarget, shardsOf } from './changes'
import { type ContestedBlock, type ContestedKey, quickPaths } from './contested'
import { TRANSFER, UNASSIGNED } from './types'

/** How many targets of each kind are tried, hottest first, and into how many shards each is split for comparison. */
export interface AdviceLimits {
  keys: number
  contracts: number
  modules: number
  ways: number
}

export const ADVICE_LIMITS: AdviceLimits = { keys: 24, contracts: 12, modules: 12, ways: 16 }

/** Gas summed over the blocks. */
export interface PathGas {
  criticalPathGas: bigint
  waitingGas: bigint
}

/** What making one target commutative would bring. */
export interface Advice {
  target: ChangeTarget
  /** contested keys that the target holds, each counted once over all blocks */
  keys: number
  after: PathGas
  freed: PathGas
  /** the same where each key is split `ways` ways by sender instead */
  splitAfter: PathGas
  /** blocks whose critical path gets shorter */
  blocks: number
}

export interface AdviceReport {
  blocks: number
  gasUsed: bigint
  before: PathGas
  /** most critical path gas freed first; then most waiting gas, the narrower target, the name */
  advice: Advice[]
  /** targets that were tried, and all that there are */
  tried: number
  targets: number
  ways: number
}

interface Candidate {
  target: ChangeTarget
  name: string
  heat: bigint
  keys: Set<string>
}

const WIDTH = { key: 0, contract: 1, module: 2 } as const

/**
 * Which single change frees most gas: the hottest keys, contracts and modules are each made commutative in turn. Every
 * split of the same target frees at most as much. Nonces and code are left alone, the protocol decides about them, and
 * contracts of no module are not one thing that could be changed. A wider target has to free a tenth more than a
 * narrower one inside it, or it is left out.
 */
export function advise(
  blocks: readonly ContestedBlock[],
  limits: AdviceLimits = ADVICE_LIMITS,
): AdviceReport {
  const before = blocks.reduce(
    (sum, { criticalPathGas, waitingGas }) => add(sum, { criticalPathGas, waitingGas }),
    NOTHING,
  )
  const { chosen, targets } = candidates(blocks, limits)
  const advice = chosen.map((candidate) => ({
    candidate,
    advice: evaluate(blocks, candidate, before, limits.ways),
  }))
  const useful = advice.filter(({ advice: { freed } }) => freed.criticalPathGas > 0n || freed.waitingGas > 0n)
  const kept: Ranked[] = []
  // Candidates come narrow before wide.
  for (const one of useful) {
    const isSpared = kept.some((other) => isInside(other.candidate, one.candidate) && isEnough(other, one))
    if (!isSpared) kept.push(one)
  }
  const ranked = kept.sort(compare)
  return {
    blocks: blocks.length,
    gasUsed: blocks.reduce((sum, { gasUsed }) => sum + gasUsed, 0n),
    before,
    advice: ranked.map((one) => one.advice),
    tried: chosen.length,
    targets,
    ways: limits.ways,
  }
}

const NOTHING: PathGas = { criticalPathGas: 0n, waitingGas: 0n }

const add = (a: PathGas, b: PathGas): PathGas => ({
  criticalPathGas: a.criticalPathGas + b.criticalPathGas,
  waitingGas: a.waitingGas + b.waitingGas,
})

const less = (a: PathGas, b: PathGas): PathGas => ({
  criticalPathGas: a.criticalPathGas - b.criticalPathGas,
  waitingGas: a.waitingGas - b.waitingGas,
})

function candidates(
  blocks: readonly ContestedBlock[],
  limits: AdviceLimits,
): { chosen: Candidate[]; targets: number } {
  const found = { key: new Map(), contract: new Map(), module: new Map() } satisfies Record<
    ChangeTarget['kind'],
    Map<string, Candidate>
  >
  const note = (target: ChangeTarget, name: string, { key, waitingGas }: ContestedKey) => {
    const known: Map<string, Candidate> = found[target.kind]
    const candidate = known.get(name) ?? { target, name, heat: 0n, keys: new Set<string>() }
    candidate.heat += waitingGas
    candidate.keys.add(key)
    known.set(name, candidate)
  }
  for (const { keys } of blocks) {
    for (const contested of keys) {
      const { key, address, moduleId } = contested
      if (!isState(key)) continue
      note({ kind: 'key', key }, key, contested)
      note({ kind: 'contract', address }, address, contested)
      if (moduleId !== TRANSFER && moduleId !== UNASSIGNED)
        note({ kind: 'module', moduleId }, moduleId, contested)
    }
  }
  const hottest = (known: Map<string, Candidate>, most: number) =>
    [...known.values()].sort((a, b) => order(b.heat, a.heat) || order(a.name, b.name)).slice(0, most)
  return {
    chosen: [
      ...hottest(found.key, limits.keys),
      ...hottest(found.contract, limits.contracts),
      ...hottest(found.module, limits.modules),
    ],
    targets: found.key.size + found.contract.size + found.module.size,
  }
}

function evaluate(
  blocks: readonly ContestedBlock[],
  { target, keys }: Candidate,
  before: PathGas,
  ways: number,
): Advice {
  let after = NOTHING
  let splitAfter = NOTHING
  let better = 0
  for (const block of blocks) {
    const mask = Uint8Array.from(block.keys, (contested) => (holds(target, contested) ? 1 : 0))
    if (!mask.includes(1)) {
      after = add(after, block)
      splitAfter = add(splitAfter, block)
      continue
    }
    const commuting = quickPaths(commute(block.indexed, mask), block.gas)
    after = add(after, commuting)
    splitAfter = add(splitAfter, ways === 1 ? block : splitPaths(block, mask, ways))
    if (commuting.criticalPathGas < block.criticalPathGas) better++
  }
  return { target, keys: keys.size, after, freed: less(before, after), splitAfter, blocks: better }
}

function splitPaths(block: ContestedBlock, mask: KeyMask, ways: number): PathGas {
  return quickPaths(split(block.indexed, mask, shardsOf(block.senders, ways), ways), block.gas)
}

/** Storage and balances: what a contract decides over. */
const isState = (key: string): boolean => key.startsWith('s:') || key.startsWith('b:')

/** Whether a change of the target changes this key. */
export function holds(target: ChangeTarget, { key, address, moduleId }: ContestedKey): boolean {
  if (target.kind === 'key') return key === target.key
  if (!isState(key)) return false
  return target.kind === 'contract' ? address === target.address : moduleId === target.moduleId
}

interface Ranked {
  candidate: Candidate
  advice: Advice
}

/** Whether `narrow` is a smaller kind of target, all of whose contested keys `wide` holds as well. */
function isInside(narrow: Candidate, wide: Candidate): boolean {
  if (WIDTH[narrow.target.kind] >= WIDTH[wide.target.kind]) return false
  return [...narrow.keys].every((key) => wide.keys.has(key))
}

/** Whether a wide target frees less than a tenth more than a narrow one. */
const isEnough = (narrow: Ranked, wide: Ranked): boolean =>
  narrow.advice.freed.criticalPathGas * 11n >= wide.advice.freed.criticalPathGas * 10n &&
  narrow.advice.freed.waitingGas * 11n >= wide.advice.freed.waitingGas * 10n

function compare(a: Ranked, b: Ranked): number {
  return (
    order(b.advice.freed.criticalPathGas, a.advice.freed.criticalPathGas) ||
    order(b.advice.freed.waitingGas, a.advice.freed.waitingGas) ||
    WIDTH[a.candidate.target.kind] - WIDTH[b.candidate.target.kind] ||
    order(a.candidate.name, b.candidate.name)
  )
}

const order = <T extends bigint | string>(a: T, b: T): number => (a < b ? -1 : a > b ? 1 : 0)
