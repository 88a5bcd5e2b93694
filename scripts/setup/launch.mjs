import { pathToFileURL } from 'node:url'
import { generateClient } from './generate.mjs'
import { checkDisk, installPackages, linkPostgresLibraries } from './install.mjs'
import { report } from './problem.mjs'
import { programOf } from './programs.mjs'
import { createSteps } from './steps.mjs'

/** Steps that say nothing unless there is something to do. */
const quiet = {
  async run(title, work) {
    return work((note) => console.error(`${title}: ${note}`))
  },
  say: (text) => console.error(text),
}

/** Installs and generates what is missing, which takes no time where nothing is. */
export async function prepare(steps = quiet) {
  checkDisk()
  await steps.run('Packages', async (note) => {
    await installPackages(note)
    await linkPostgresLibraries()
  })
  await steps.run('Database client', generateClient)
}

/** Prepares the project, then runs `main({ args, steps })` of a TypeScript file of it; ends the process on an error. */
export async function launch(file, options = {}) {
  const steps = options.quiet ? quiet : createSteps()
  try {
    await prepare(steps)
    process.setSourceMapsEnabled(true)
    const { main } = await import(pathToFileURL(await programOf(file)).href)
    await main({ args: process.argv.slice(2), steps })
  } catch (error) {
    report(error)
    process.exit(1)
  }
}
