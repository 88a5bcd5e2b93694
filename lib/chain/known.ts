import {
  type Abi,
  type AbiEvent,
  type AbiFunction,
  type AbiParameter,
  decodeEventLog,
  decodeFunctionData,
  toEventSelector,
  toFunctionSelector,
} from 'viem'
import { cleanText } from '@/lib/chain/text'
import type { Hex } from '@/lib/chain/types'

/** A parameter of an event or a call, its value as text: integers in decimal digits, bytes and addresses in hex. */
export interface KnownValue {
  name: string
  /** of the ABI: "uint256" */
  type: string
  text: string
}

/** An event or a call, read by a published ABI. */
export interface Known {
  name: string
  values: KnownValue[]
}

const LONGEST_TEXT = 400

/** Reads logs by the events of an ABI. Several events may share a topic: the first whose form fits is taken. */
export function eventReader(abi: Abi): (log: { topics: Hex[]; data: Hex }) => Known | undefined {
  const events = groupBy(
    abi.filter((item): item is AbiEvent => item.type === 'event'),
    (event) => toEventSelector(event),
  )
  return ({ topics, data }) => {
    const [first, ...rest] = topics
    if (first === undefined) return undefined
    for (const event of events.get(first) ?? []) {
      try {
        const { args } = decodeEventLog({ abi: [event], topics: [first, ...rest], data, strict: true })
        return { name: event.name, values: valuesOf(event.inputs, args) }
      } catch {
        // Another form of the same topic: a Transfer of ERC-721 is none of ERC-20.
      }
    }
    return undefined
  }
}

/** Reads the input of calls by the functions of an ABI; undefined for what is none of them. */
export function callReader(abi: Abi): (input: Hex) => Known | undefined {
  const functions = groupBy(
    abi.filter((item): item is AbiFunction => item.type === 'function'),
    (item) => toFunctionSelector(item),
  )
  return (input) => {
    for (const item of functions.get(input.slice(0, 10)) ?? []) {
      try {
        const { args } = decodeFunctionData({ abi: [item], data: input })
        return { name: item.name, values: valuesOf(item.inputs, args) }
      } catch {
        // A selector that is shared, or input that is not of its form.
      }
    }
    return undefined
  }
}

function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>()
  for (const item of items) {
    const key = keyOf(item)
    groups.set(key, [...(groups.get(key) ?? []), item])
  }
  return groups
}

function valuesOf(inputs: readonly AbiParameter[], args: unknown): KnownValue[] {
  const byName = new Map(typeof args === 'object' && args !== null ? Object.entries(args) : [])
  return inputs.map((input, i) => ({
    name: input.name ?? String(i),
    type: input.type,
    text: textOf(byName.get(input.name ?? '') ?? byName.get(String(i))),
  }))
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return cleanText(value, LONGEST_TEXT)
  if (Array.isArray(value)) return cleanText(`[${value.map(textOf).join(', ')}]`, LONGEST_TEXT)
  if (typeof value === 'object' && value !== null) {
    const fields = Object.entries(value).map(([name, field]) => `${name}: ${textOf(field)}`)
    return cleanText(`{${fields.join(', ')}}`, LONGEST_TEXT)
  }
  return String(value)
}
