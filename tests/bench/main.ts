import { benchParallelism } from './parallelism'

const USAGE = 'usage: npm run bench -- parallelism [--json]'

const [name, ...options] = process.argv.slice(2)
const unknown = options.filter((option) => option !== '--json')
if (name !== 'parallelism' || unknown.length > 0) {
  console.error(USAGE)
  process.exitCode = 2
} else {
  benchParallelism(options.includes('--json'))
}
