import { parseArgs } from 'node:util'
import { UserError } from '@/lib/errors'
import { benchAudit } from './audit'
import { benchParallelism } from './parallelism'
import { benchProofs } from './proofs'
import { benchRanges } from './ranges'
import { benchTimeline } from './timeline'

const USAGE = `usage: npm run bench -- audit [--json]
       npm run bench -- parallelism [--json]
       npm run bench -- proofs [--json]
       npm run bench -- ranges [--blocks N] [--json]
       npm run bench -- timeline [--url ADDRESS] [--json]`

async function main(): Promise<void> {
  const options = {
    json: { type: 'boolean', default: false },
    url: { type: 'string' },
    blocks: { type: 'string' },
  } as const
  const { positionals, values } = parseArgs({ options, allowPositionals: true })
  const [name] = positionals
  if (positionals.length === 1 && name === 'audit') await benchAudit(values.json)
  else if (positionals.length === 1 && name === 'parallelism') benchParallelism(values.json)
  else if (positionals.length === 1 && name === 'proofs') await benchProofs(values.json)
  else if (positionals.length === 1 && name === 'ranges') await benchRanges(values.json, values.blocks)
  else if (positionals.length === 1 && name === 'timeline') await benchTimeline(values.url, values.json)
  else throw new UserError(USAGE)
}

main().catch((error: unknown) => {
  const wrongOption = error instanceof TypeError && 'code' in error
  console.error(wrongOption ? USAGE : error instanceof UserError ? error.message : error)
  process.exitCode = 2
})
