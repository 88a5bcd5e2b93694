// Runs one TypeScript file of the project: node scripts/program.mjs <file> [arguments]. The file sees itself as the one
// that was run.
import { pathToFileURL } from 'node:url'
import { programOf } from './setup/programs.mjs'

process.argv.splice(1, 1)
process.setSourceMapsEnabled(true)
await import(pathToFileURL(await programOf(process.argv[1])).href)
