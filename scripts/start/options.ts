import { parseArgs } from 'node:util'
import { UserError } from '@/lib/errors'

/** What `npm start -- ...` was given. */
export interface StartOptions {
  port?: number
  host?: string
  reset: boolean
  help: boolean
  /** block numbers to index instead of following the chain, as the indexer takes them */
  blocks?: string
}

export const HELP = `npm start -- [options]

  --port N       port of the site (3000)
  --host NAME    address that the site listens on (127.0.0.1)
  --blocks A,B   index these blocks alone instead of following the chain
  --reset        begin anew: remove the database and the devnet of this folder
  --help         show this

DATABASE_URL names a Postgres of your own, RPC_URL a chain of your own; docs/operations.md has the rest.`

/** Parses the options; throws one sentence on a wrong one. */
export function parseOptions(args: string[]): StartOptions {
  let values: { port?: string; host?: string; blocks?: string; reset?: boolean; help?: boolean }
  try {
    values = parseArgs({
      args,
      options: {
        port: { type: 'string' },
        host: { type: 'string' },
        blocks: { type: 'string' },
        reset: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('. ')[0] : String(error)
    throw new UserError(`${reason}: "npm start -- --help" lists the options.`)
  }
  const { port, blocks } = values
  if (port !== undefined && !(/^\d{1,5}$/.test(port) && Number(port) >= 1 && Number(port) <= 65535)) {
    throw new UserError(`--port is "${port}", but it must be a port number from 1 to 65535.`)
  }
  if (blocks !== undefined && !/^\d+(,\d+)*$/.test(blocks)) {
    throw new UserError(
      `--blocks is "${blocks}", but it must be block numbers with commas between, like 19932148,13287210.`,
    )
  }
  return {
    port: port === undefined ? undefined : Number(port),
    host: values.host,
    blocks,
    reset: values.reset ?? false,
    help: values.help ?? false,
  }
}
