import { closeSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs'

const LOOK_MS = 200
/** Lines at the end of a log among which the reason of an end is looked for. */
const LAST_LINES = 100

/** What Node and others print around an error that says nothing about it. */
const NOISE = /^(at |Node\.js v|\^|[{}]|code: |errno: |syscall: )/

/**
 * The line of a log, from an offset on, that says why a process ended: Postgres' FATAL, else the head of the last
 * stack trace, else the last line that says something.
 */
export function errorLine(file: string, from: number): string {
  const lines = readFileSync(file).subarray(from).toString('utf8').split('\n').slice(-LAST_LINES)
  const fatal = lines.flatMap((line) => /(?:FATAL|PANIC): +(.*)/.exec(line)?.[1] ?? []).at(-1)
  if (fatal !== undefined) return fatal.trim()
  const thrown = lines.findLast((line, at) => /^\S/.test(line) && /^\s+at /.test(lines[at + 1] ?? ''))
  if (thrown !== undefined) return thrown.trim()
  return lines.map((line) => line.trim()).findLast((line) => line !== '' && !NOISE.test(line)) ?? ''
}

/**
 * Calls `take` with each line that is appended to a file, from an offset on. Returns the function that ends it, after
 * what is there has been taken.
 */
export function followLog(file: string, from: number, take: (line: string) => void): () => void {
  const fd = openSync(file, 'r')
  let at = from
  let rest = Buffer.alloc(0)
  const look = () => {
    const chunk = Buffer.alloc(Math.max(0, fstatSync(fd).size - at))
    const count = chunk.length === 0 ? 0 : readSync(fd, chunk, 0, chunk.length, at)
    at += count
    rest = Buffer.concat([rest, chunk.subarray(0, count)])
    for (let end = rest.indexOf(10); end !== -1; end = rest.indexOf(10)) {
      const line = rest.subarray(0, end).toString('utf8')
      rest = rest.subarray(end + 1)
      take(line)
    }
  }
  const timer = setInterval(look, LOOK_MS)
  return () => {
    clearInterval(timer)
    look()
    closeSync(fd)
  }
}
