import { Fields, MalformedAnswerError } from '@/lib/chain/fields'

/** A message between two accounts inside a transaction, as callTracer tells it. */
export interface CallMade {
  from: string
  /** undefined for a creation that failed */
  to: string | undefined
  static: boolean
  /** the call itself failed; what a call inside a failing one did is taken back without its being a failure of its own */
  failed: boolean
  /** gas that it used itself, without the calls that it made; what it ran by delegatecall is its own */
  gas: bigint
  /** wei that it moved for good: 0 where it, or a call around it, failed */
  value: bigint
}

/** What the messages from one module to another came to in a block. */
export interface ModuleCall {
  callerModule: string
  calleeModule: string
  calls: number
  /** those of them that may change nothing */
  staticCalls: number
  failed: number
  gas: bigint
  value: bigint
}

/** Kinds of frames that are messages from one account to another. */
const MESSAGES = new Set(['CALL', 'STATICCALL', 'CREATE', 'CREATE2'])
/** Precompiled contracts are parts of the machine: what they use belongs to their caller. */
const PRECOMPILED = /^0x0{36}[0-9a-f]{4}$/
type OwnerOf = (address: string) => string

/**
 * Reads the messages of a block's transactions from callTracer: `frames` as a node gives them, one a transaction, and
 * the gas of each transaction by its receipt, since nodes report the outermost frame's in different ways. Gas over all
 * messages of a transaction is that of its receipt; refunds are the outermost message's.
 * Throws a MalformedAnswerError on anything that is no such trace.
 */
export function callsMade(
  frames: readonly unknown[],
  gasUsed: readonly bigint[],
  where: string,
): CallMade[][] {
  return frames.map((item, at) => {
    const outer = new Fields(item, `${where}[${at}]`)
    const root = outer.has('result') ? outer.object('result') : outer
    const gas = gasUsed[at]
    if (gas === undefined) throw new MalformedAnswerError(`${where}: more call frames than transactions`)
    return messagesOf(root, gas)
  })
}

interface Open {
  frame: Fields
  gas: bigint
  /** the message that the frame's own gas belongs to where it is none itself */
  within: CallMade | undefined
  /** whether a frame around it failed */
  undone: boolean
}

/** Frames are walked with a list of our own: they nest up to 1,024 deep. */
function messagesOf(root: Fields, rootGas: bigint): CallMade[] {
  const made: CallMade[] = []
  const open: Open[] = [{ frame: root, gas: rootGas, within: undefined, undone: false }]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { frame, within } = next
    const inner = frame.has('calls') ? frame.objects('calls') : []
    const gasOf = inner.map((call) => call.optionalQuantity('gasUsed') ?? 0n)
    const own = gasOf.reduce((rest, gas) => rest - gas, next.gas)
    const failed = frame.has('error')
    const undone = next.undone || failed
    const message = within === undefined ? toMessage(frame, undone) : toInnerMessage(frame, undone)
    if (message !== undefined) made.push(message)
    const carrier = message ?? within
    if (carrier !== undefined) carrier.gas += own
    for (let i = inner.length - 1; i >= 0; i--) {
      const call = inner[i]
      if (call !== undefined) open.push({ frame: call, gas: gasOf[i] ?? 0n, within: carrier, undone })
    }
  }
  return made
}

function toInnerMessage(frame: Fields, undone: boolean): CallMade | undefined {
  if (!MESSAGES.has(frame.optionalText('type') ?? '')) return undefined
  const message = toMessage(frame, undone)
  return message.to !== undefined && PRECOMPILED.test(message.to) ? undefined : message
}

function toMessage(frame: Fields, undone: boolean): CallMade {
  const type = frame.optionalText('type') ?? ''
  const failed = frame.has('error')
  // Some nodes give the address that a failed creation would have had.
  const nowhere = failed && type.startsWith('CREATE')
  return {
    from: frame.address('from'),
    to: frame.has('to') && !nowhere ? frame.address('to') : undefined,
    static: type === 'STATICCALL',
    failed,
    gas: 0n,
    value: undone ? 0n : (frame.optionalQuantity('value') ?? 0n),
  }
}

/** Messages by the modules of both ends, in the order of their names. `created` is the owner of what has no address. */
export function moduleCalls(made: readonly CallMade[], ownerOf: OwnerOf, created: string): ModuleCall[] {
  const pairs = new Map<string, ModuleCall>()
  for (const call of made) {
    const callerModule = ownerOf(call.from)
    const calleeModule = call.to === undefined ? created : ownerOf(call.to)
    const name = `${callerModule}>${calleeModule}`
    const sum = pairs.get(name) ?? {
      callerModule,
      calleeModule,
      calls: 0,
      staticCalls: 0,
      failed: 0,
      gas: 0n,
      value: 0n,
    }
    sum.calls++
    if (call.static) sum.staticCalls++
    if (call.failed) sum.failed++
    sum.gas += call.gas
    sum.value += call.value
    pairs.set(name, sum)
  }
  return [...pairs].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, sum]) => sum)
}
