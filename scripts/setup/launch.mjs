import { generateClient } from './generate.mjs'
import { checkDisk, installPackages, linkPostgresLibraries } from './install.mjs'
import { report } from './problem.mjs'
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

/** Loads a TypeScript module of the project into this process. */
export async function loadTypeScript(url) {
  const { register } = await import('tsx/esm/api')
  register()
  return import(url)
}

/** Prepares the project, then runs `main({ args, steps })` of a TypeScript module; ends the process on an error. */
export async function launch(url, options = {}) {
  const steps = options.quiet ? quiet : createSteps()
  try {
    await prepare(steps)
    const { main } = await loadTypeScript(url)
    await main({ args: process.argv.slice(2), steps })
  } catch (error) {
    report(error)
    process.exit(1)
  }
}
