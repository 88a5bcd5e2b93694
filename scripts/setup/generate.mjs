import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { root, runLogged } from './command.mjs'
import { Problem } from './problem.mjs'

const OUTPUT = path.join(root, 'lib', 'db', 'generated')

function fingerprint() {
  const hash = createHash('sha256')
  for (const file of ['prisma/schema.prisma', 'prisma.config.ts', 'node_modules/prisma/package.json']) {
    hash.update(readFileSync(path.join(root, file)))
  }
  return hash.digest('hex')
}

/**
 * Makes the database client from the schema, where that has changed. Generating needs no schema engine, but Prisma
 * downloads it all the same unless it is given a program in its place; one that fails, so that it cannot be taken for
 * an engine that succeeded.
 */
export async function generateClient(note) {
  const stamp = path.join(OUTPUT, '.fingerprint')
  const current = fingerprint()
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === current) return
  note('generating')
  const engine = ['/bin/false', '/usr/bin/false'].find((file) => existsSync(file)) ?? process.execPath
  const { code, tail } = await runLogged(
    'generate',
    process.execPath,
    ['node_modules/prisma/build/index.js', 'generate'],
    {
      env: {
        ...process.env,
        PRISMA_SCHEMA_ENGINE_BINARY: engine,
        PRISMA_HIDE_UPDATE_MESSAGE: '1',
        CHECKPOINT_DISABLE: '1',
      },
    },
  )
  if (code !== 0) {
    throw new Problem(
      `The database client could not be generated (${tail.at(-1)}): read .parascope/logs/generate.log.`,
    )
  }
  writeFileSync(stamp, current)
  note('generated')
}
