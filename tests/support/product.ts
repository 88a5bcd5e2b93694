import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { ChainConfig } from '@/lib/env'
import { freePort } from '@/lib/ports'
import { buildTask, siteService, typeScriptArgs } from '../../scripts/start/services'
import { ensureSiteBuilt } from '../../scripts/start/site-build'
import { type Child, startChild } from './child'
import { untilOf, works } from './until'

/** A chain as the configuration file names it. */
export type ChainEntry = Pick<ChainConfig, 'name' | 'rpcUrl' | 'registry'> &
  Partial<Pick<ChainConfig, 'programs'>>

/** The production site on a database. */
export interface RunningSite {
  /** its address, without a slash at the end */
  url: string
  stop(): Promise<void>
}

/** Builds the site where its sources have changed since the last build. */
export async function buildSite(): Promise<void> {
  await ensureSiteBuilt(async () => {
    const build = startChild(buildTask())
    if ((await build.ended) !== 0) throw new Error(`The site could not be built:\n${build.said()}`)
  })
}

/** Serves the built site on a free port. */
export async function startSite(databaseUrl: string): Promise<RunningSite> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const variables = { DATABASE_URL: databaseUrl, RPC_URL: '', PARASCOPE_CONFIG: '' }
  const site = startChild(siteService('127.0.0.1', port, variables))
  try {
    await untilOf(site, 'the site answers', () => works(() => fetch(`${url}/api/v1/status`)))
  } catch (error) {
    await site.stop()
    throw error
  }
  return { url, stop: site.stop }
}

/** Runs the indexer over chains, of which the first is the default one, with the arguments that it takes itself. */
export function startIndexer(databaseUrl: string, chains: ChainEntry[], args: string[] = []): Child {
  const folder = mkdtempSync(path.join(tmpdir(), 'parascope-config-'))
  const file = path.join(folder, 'chains.json')
  const entries = chains.map((chain, at) => ({ ...chain, default: at === 0 }))
  writeFileSync(file, JSON.stringify({ chains: entries }))
  const indexer = startChild({
    command: process.execPath,
    args: typeScriptArgs('indexer/main.ts', args),
    variables: { DATABASE_URL: databaseUrl, RPC_URL: '', PARASCOPE_CONFIG: file },
    stop: { signal: 'SIGTERM', graceMs: 15_000 },
  })
  void indexer.ended.then(() => rmSync(folder, { recursive: true, force: true }))
  return indexer
}
