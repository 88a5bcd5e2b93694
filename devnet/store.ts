import { appendFile, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { UserError } from '@/lib/errors'
import { type DevnetSettings, devnetSettings } from './settings'
import { type WorkloadState, workloadState } from './workload/state'

/** What has to be known beside the chain's own state to plan the next block. */
export type Memory = { nonces: number[]; workload: WorkloadState }

/** A block that is about to be mined, with the memory after it. */
export type JournalEntry = {
  number: number
  timestamp: number
  parentHash: string
  requests: Record<string, string>[]
  memory: Memory
}

/** The chain after a block: its state as the node gives and takes it, and the memory. */
export type Checkpoint = { number: number; state: string; memory: Memory }

/**
 * The folder of a devnet. A chain is kept as the settings that it began with, the last two checkpoints, and a journal
 * of the blocks after each, written before they are mined: mined again from the older checkpoint, they are the same
 * blocks, and the node can trace them.
 */
export type Store = {
  settings: DevnetSettings
  /** The older checkpoint and all blocks after it; undefined for a chain that is not deployed yet. */
  load(): Promise<{ checkpoint: Checkpoint; entries: JournalEntry[] } | undefined>
  append(entry: JournalEntry): Promise<void>
  /** Keeps this checkpoint and the one before it; with `alone`, what was written before is of another branch. */
  keep(checkpoint: Checkpoint, alone: boolean): Promise<void>
}

const memory = z.object({ nonces: z.array(z.number()), workload: workloadState })
const settingsFile = z.object({ version: z.literal(2), settings: devnetSettings })
const entrySchema = z.object({
  number: z.number(),
  timestamp: z.number(),
  parentHash: z.string(),
  requests: z.array(z.record(z.string(), z.string())),
  memory,
})

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw new UserError(`The devnet's file ${path} cannot be read; start with --reset to begin a new chain.`)
  }
}

async function writeWhole(path: string, content: string | Uint8Array): Promise<void> {
  await writeFile(`${path}.draft`, content)
  await rename(`${path}.draft`, path)
}

/** Reads a journal up to its first unfinished line: a kill leaves one, and its block was not mined. */
function parseEntries(text: string): JournalEntry[] {
  const entries: JournalEntry[] = []
  for (const line of text.split('\n').filter((written) => written !== '')) {
    try {
      entries.push(entrySchema.parse(JSON.parse(line)))
    } catch {
      break
    }
  }
  return entries
}

async function readSettings(path: string, fresh: DevnetSettings): Promise<DevnetSettings> {
  const text = await readIfThere(path)
  if (text === undefined) {
    await writeWhole(path, JSON.stringify({ version: 2, settings: fresh }))
    return fresh
  }
  try {
    return settingsFile.parse(JSON.parse(text)).settings
  } catch {
    throw new UserError(
      `The devnet's file ${path} is of another version; start with --reset to begin a new chain.`,
    )
  }
}

/** Opens the folder of a devnet, or makes it for a chain with these settings. */
export async function openStore(folder: string, fresh: DevnetSettings): Promise<Store> {
  await mkdir(folder, { recursive: true })
  const settings = await readSettings(join(folder, 'settings.json'), fresh)
  const journalPath = (after: number) => join(folder, `journal-${after}.ndjson`)
  const statePath = (number: number) => join(folder, `checkpoint-${number}.state`)
  const memoryPath = (number: number) => join(folder, `checkpoint-${number}.json`)
  const numbers = async (pattern: RegExp): Promise<number[]> => {
    const found = (await readdir(folder)).flatMap((name) => pattern.exec(name)?.[1] ?? [])
    return found.map(Number).sort((a, b) => a - b)
  }
  const checkpoints = () => numbers(/^checkpoint-(\d+)\.state$/)
  let current = (await checkpoints()).at(-1) ?? 0
  return {
    settings,
    async load() {
      const kept = (await checkpoints()).slice(-2)
      const number = kept[0]
      if (number === undefined) return undefined
      const entries: JournalEntry[] = []
      for (const after of kept) entries.push(...parseEntries((await readIfThere(journalPath(after))) ?? ''))
      const last = entries.filter((entry) => entry.number > current)
      await writeWhole(journalPath(current), last.map((entry) => `${JSON.stringify(entry)}\n`).join(''))
      const state = `0x${(await readFile(statePath(number))).toString('hex')}`
      const remembered = memory.parse(JSON.parse(await readFile(memoryPath(number), 'utf8')))
      return { checkpoint: { number, state, memory: remembered }, entries }
    },
    async append(entry) {
      await appendFile(journalPath(current), `${JSON.stringify(entry)}\n`)
    },
    async keep(checkpoint, alone) {
      const { number, state } = checkpoint
      const before = (await checkpoints()).filter((kept) => kept < number)
      const oldest = alone ? number : (before.at(-1) ?? 0)
      await writeWhole(memoryPath(number), JSON.stringify(checkpoint.memory))
      await writeWhole(statePath(number), Buffer.from(state.slice(2), 'hex'))
      await writeWhole(journalPath(number), '')
      current = number
      for (const kept of await numbers(/^(?:checkpoint|journal)-(\d+)\./)) {
        if (kept === number || (kept >= oldest && kept < number)) continue
        for (const path of [statePath(kept), memoryPath(kept), journalPath(kept)])
          await rm(path, { force: true })
      }
    },
  }
}
