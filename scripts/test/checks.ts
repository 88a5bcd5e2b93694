import { UserError } from '@/lib/errors'
import { buildTask, typeScriptArgs } from '../start/services'
import { ensureSiteBuilt } from '../start/site-build'
import { type Ended, node } from './command'

const CHECKS = {
  lint: ['node_modules/@biomejs/biome/bin/biome', 'check', '.'],
  types: ['node_modules/typescript/bin/tsc', '--noEmit'],
}

/** The parts of a run that are no tests. */
export const CHECK_NAMES = Object.keys(CHECKS)

/** Something that goes on beside the tests, its name above what it says. */
export interface Check {
  name: string
  run(): Promise<Ended>
}

async function buildSite(): Promise<Ended> {
  let ended: Ended = { code: 0, output: 'The site is built already.\n' }
  const { args, variables } = buildTask()
  await ensureSiteBuilt(async () => {
    ended = await node(args, variables, true)
    if (ended.code !== 0) throw new UserError(`${ended.output}\nThe site could not be built: see above.`)
  })
  return ended
}

/**
 * What is to be done beside the unit tests: several rows, each in its order. Next also writes types, which belong to those
 * that are checked.
 */
export function checksOf(wanted: (name: string) => boolean): Check[][] {
  const build = wanted('e2e') ? [{ name: 'site build', run: buildSite }] : []
  const checks = Object.entries(CHECKS).filter(([name]) => wanted(name))
  const compile = () => node(typeScriptArgs('scripts/test/contracts.ts'), {}, true)
  const contracts = wanted('integration') || wanted('e2e') ? [{ name: 'contracts', run: compile }] : []
  return [[...build, ...checks.map(([name, args]) => ({ name, run: () => node(args, {}, true) }))], contracts]
}
