import { DEVNET } from './folders'
import type { Cluster } from './postgres'
import type { ServiceSpec } from './process-run'
import { BUILD_ARGS, serveArgs } from './site-build'

/** The registry's address on the devnet: the first contract of its deployer. */
export const DEVNET_REGISTRY = '0x5fbdb2315678afecb367f032d93f642f64180aa3'

const POLITE = { signal: 'SIGTERM', graceMs: 15_000 } as const

/** Arguments for Node to run a TypeScript file of the project, from its folder. */
export function typeScriptArgs(file: string, args: string[] = []): string[] {
  return ['scripts/program.mjs', file, ...args]
}

/** The server of a cluster. SIGINT is its fast shutdown: open transactions are undone, all else is kept. */
export function postgresService({ command, args, user }: Cluster): ServiceSpec {
  return { name: 'postgres', command, args, user, stop: { signal: 'SIGINT', graceMs: 30_000 } }
}

/** The local chain. */
export function devnetService(port: number): ServiceSpec {
  return {
    name: 'devnet',
    command: process.execPath,
    args: typeScriptArgs('devnet/main.ts', ['--port', String(port), '--folder', DEVNET]),
    stop: POLITE,
  }
}

/** The indexer; with `blocks` (numbers, commas between) it takes these alone and ends. */
export function indexerService(variables: Record<string, string>, blocks: string | undefined): ServiceSpec {
  return {
    name: 'indexer',
    command: process.execPath,
    args: typeScriptArgs('indexer/main.ts', blocks === undefined ? [] : ['--blocks', blocks]),
    variables,
    stop: POLITE,
    once: blocks !== undefined,
  }
}

/** The build of the site, which runs to its end. */
export function buildTask(): ServiceSpec {
  return {
    name: 'build',
    command: process.execPath,
    args: BUILD_ARGS,
    variables: { NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' },
    stop: { signal: 'SIGTERM', graceMs: 3000 },
  }
}

/** The built site. */
export function siteService(host: string, port: number, variables: Record<string, string>): ServiceSpec {
  return {
    name: 'site',
    command: process.execPath,
    args: serveArgs(host, port),
    variables: { ...variables, NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' },
    stop: { signal: 'SIGTERM', graceMs: 5000 },
  }
}
