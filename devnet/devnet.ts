import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Address } from 'viem'
import { z } from 'zod'
import { startAnvil } from './anvil'
import { createChain } from './chain'
import { artifactOf, compileContracts } from './compile'
import { deploymentBlocks } from './deployment'
import { assertPortFree, type Gate, openGate } from './gate'
import { contractAddresses } from './layout'
import { LAYOUTS_FILE, type StorageLayouts, storageLayouts } from './layouts'
import { startProver } from './people/prover'
import { readyProofs } from './people/ready-proofs'
import { createNodeClient } from './rpc'
import { type DevnetSettings, defaultSettings } from './settings'
import { openStore } from './store'

/** A new chain that follows the clock begins this many blocks in the past, so that it has closed epochs to show. */
const BACKLOG_BLOCKS = 80
/** Where time stands when it does not follow the clock: the same blocks in every run. */
const FIXED_GENESIS = 1_750_000_000

export type DevnetOptions = {
  /** Where the chain is kept from run to run; without it the chain ends with the process. */
  folder?: string
  /** The port to reach the chain at; a free one when it is left out. */
  port?: number
  /** Blocks by the clock (the default), or by `runBlocks` alone. */
  live?: boolean
  /** What differs from the usual settings; a kept chain goes on with the settings that it began with. */
  settings?: Partial<DevnetSettings>
  /** How long the node may leave a call unanswered; as the client has it when it is left out. */
  patienceMs?: number
  onProgress?: (line: string) => void
}

export type Devnet = {
  rpcUrl: string
  /** The process of the node. */
  pid: number | undefined
  settings: DevnetSettings
  registry: Address
  program: Address
  /** The layout of each contract's storage as solc gives it, by lower-case address; also in the folder. */
  layouts: StorageLayouts
  /** Mines this many blocks of the workload at once, each `blockTime` after the one before. @returns the head's number */
  runBlocks(count: number): Promise<number>
  /** Resolves with one sentence when the devnet ends without having been asked to. */
  failed: Promise<string>
  stop(): Promise<void>
}

/** Ends the node that a killed run left behind, if that is what the noted address still answers as. */
async function endLeftover(noteFile: string): Promise<void> {
  try {
    const note = z
      .object({ pid: z.number(), url: z.string() })
      .parse(JSON.parse(await readFile(noteFile, 'utf8')))
    const version = await createNodeClient(note.url).call('web3_clientVersion', [])
    if (typeof version === 'string' && version.startsWith('anvil/')) process.kill(note.pid, 'SIGKILL')
  } catch {
    // Nothing was left, or it is gone.
  }
  await rm(noteFile, { force: true })
}

/**
 * Starts the devnet: the node, the chain as it was kept or a new one with everything deployed, and its workload.
 * @throws UserError when the platform has no node, the port is taken, or the kept chain cannot be read
 */
export async function startDevnet(options: DevnetOptions = {}): Promise<Devnet> {
  const { folder, live = true, onProgress = () => {} } = options
  const now = () => Math.floor(Date.now() / 1000)
  const usual = defaultSettings(live ? now() : FIXED_GENESIS)
  const wanted = { ...usual, ...options.settings }
  if (live && options.settings?.genesisTime === undefined)
    wanted.genesisTime -= BACKLOG_BLOCKS * wanted.blockTime
  const store = folder === undefined ? undefined : await openStore(folder, wanted)
  const settings = store?.settings ?? wanted
  const noteFile = folder === undefined ? undefined : join(folder, 'node.json')
  if (noteFile !== undefined) await endLeftover(noteFile)

  if (options.port !== undefined) await assertPortFree(options.port)
  onProgress('compiling the contracts')
  const compiled = await compileContracts()
  const layouts = storageLayouts(settings, compiled)
  if (folder !== undefined) await writeFile(join(folder, LAYOUTS_FILE), JSON.stringify(layouts))
  const anvil = await startAnvil({ genesisTime: settings.genesisTime, patienceMs: options.patienceMs })
  if (noteFile !== undefined)
    await writeFile(noteFile, JSON.stringify({ pid: anvil.pid, url: anvil.node.url }))
  // What is mined on demand follows from the settings alone: there the proofs made ahead have to do.
  const prover = live ? startProver(contractAddresses().PersonhoodPay, onProgress) : undefined
  let stopping = false
  let gate: Gate | undefined
  let timer: NodeJS.Timeout | undefined
  let queue: Promise<unknown> = Promise.resolve()
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const done = queue.then(work)
    queue = done.catch(() => undefined)
    return done
  }
  const stop = async () => {
    stopping = true
    clearTimeout(timer)
    prover?.stop()
    await queue
    await gate?.close()
    await anvil.stop()
    if (noteFile !== undefined) await rm(noteFile, { force: true })
  }

  try {
    const chain = await createChain({
      node: anvil.node,
      settings,
      store,
      onProgress,
      proofs: prover ?? readyProofs,
      deployment: deploymentBlocks(settings, compiled),
      tallyCode: artifactOf(compiled, 'Tally').bytecode,
    })
    await chain.restore()
    const { blockTime, epochDuration } = settings
    const nextTime = () => chain.head().timestamp + blockTime
    /** Long gaps are passed epoch by epoch, so that each opens and closes at its time. */
    const catchUp = async () => {
      while (!stopping && nextTime() <= now()) {
        const isFar =
          now() - chain.head().timestamp > Math.max(2 * epochDuration, 2 * BACKLOG_BLOCKS * blockTime)
        await chain.mineNext(isFar ? Math.max(nextTime(), chain.nextEpoch()) : nextTime())
      }
    }
    const failed = new Promise<string>((resolve) => {
      anvil.ended.then((sentence) => {
        if (!stopping) resolve(sentence)
      })
      const tick = () => {
        const wait = nextTime() * 1000 - Date.now()
        timer = setTimeout(
          () => {
            inTurn(catchUp).then(
              () => (stopping ? undefined : tick()),
              (error: unknown) => resolve(error instanceof Error ? error.message : String(error)),
            )
          },
          Math.max(wait, 0),
        )
      }
      if (live) tick()
    })
    onProgress(`chain at block ${chain.head().number}`)
    // A new chain shows its past at once; a kept one catches up in front of everybody, however long it was away.
    if (live && chain.head().number < BACKLOG_BLOCKS) await inTurn(catchUp)
    gate = await openGate(anvil.port, options.port)
    const address = contractAddresses()
    return {
      rpcUrl: `http://127.0.0.1:${gate.port}`,
      pid: anvil.pid,
      settings,
      registry: address.ModuleRegistry,
      program: address.PersonhoodPay,
      layouts,
      runBlocks: (count) =>
        inTurn(async () => {
          for (let i = 0; i < count; i++) await chain.mineNext(nextTime())
          return chain.head().number
        }),
      failed,
      stop,
    }
  } catch (error) {
    await stop()
    throw error
  }
}
