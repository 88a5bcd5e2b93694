import fc from 'fast-check'

const cyclic: Record<string, unknown> = {}
cyclic.pre = cyclic
cyclic.post = cyclic
cyclic.result = cyclic
cyclic[`0x${'1'.repeat(40)}`] = cyclic
const cyclicList: unknown[] = []
cyclicList.push(cyclicList)

/** What has no business in a node's answer, and what almost has. */
const nonsense = fc.oneof(
  fc.constantFrom<unknown>(
    ...[null, undefined, true, false, 0, 1, -1, 0.5, 1e21, Number.NaN, Number.POSITIVE_INFINITY],
    ...[2n ** 300n, Symbol('x'), () => undefined, new Date(Number.NaN), cyclic, cyclicList],
    ...['', '0x', '0x0', '0xzz', '0x-1', '-0x1', '12', '0x1', '0x123', `0x${'f'.repeat(64)}`],
    ...[`0x1${'0'.repeat(64)}`, `0x${'a'.repeat(200_000)}`, `0X${'A'.repeat(40)}`, `0x${'A'.repeat(40)}`],
    ...['\ud800', '0x١', ' 0x1', '0x1\n', '__proto__', 'constructor'],
    ...[{}, [], [[]], { pre: {} }, { post: {} }, { result: null }, { error: 'out of gas' }],
    ...[JSON.parse('{"__proto__": {"pre": {}, "post": {}}}'), Object.create(null)],
  ),
  fc.anything({
    maxDepth: 3,
    withBigInt: true,
    withNullPrototype: true,
    withMap: true,
    withSparseArray: true,
  }),
)

/** Numbers that choose a place in a value: at each level which entry, and how deep. */
const place = fc.record({ turns: fc.array(fc.nat(), { minLength: 8, maxLength: 8 }), depth: fc.nat(7) })
const change = fc.constantFrom('replace', 'remove', 'rename', 'repeat', 'move', 'truncate')
/** One change of a value: where, what, and by what. */
export const mutation = fc.record({
  place,
  change,
  value: nonsense,
})

export type Mutation = typeof mutation extends fc.Arbitrary<infer T> ? T : never

/** A copy of a value that differs in one place; what lies beside the way there is shared. */
export function mutated(
  value: unknown,
  turns: readonly number[],
  depth: number,
  how: string,
  by: unknown,
): unknown {
  if (typeof value !== 'object' || value === null || depth < 0) return by
  const entries = Object.entries(value)
  if (entries.length === 0) return by
  const at = (turns[depth] ?? 0) % entries.length
  const [key, inner] = entries[at] ?? ['', undefined]
  if (depth > 0 && typeof inner === 'object' && inner !== null) {
    entries[at] = [key, mutated(inner, turns, depth - 1, how, by)]
  } else if (how === 'remove') entries.splice(at, 1)
  else if (how === 'truncate') entries.length = at
  else if (how === 'rename') entries[at] = [typeof by === 'string' ? by : `${key}0`, inner]
  else if (how === 'repeat') entries.push([typeof by === 'string' ? by : key.toUpperCase(), inner])
  else if (how === 'move') entries.unshift(...entries.splice(at))
  else entries[at] = [key, by]
  if (Array.isArray(value)) return entries.map(([, item]) => item)
  return Object.fromEntries(entries)
}
