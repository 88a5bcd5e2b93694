import { spawn } from 'node:child_process'
import { createWriteStream, mkdirSync } from 'node:fs'
import path from 'node:path'

/** Folder of the project. */
export const root = path.resolve(import.meta.dirname, '../..')

/**
 * Runs a command in the project's folder and waits for its end. Its output goes to `.parascope/logs/<log>.log`.
 * Returns the exit code (null after a signal) and the last lines of the output.
 */
export function runLogged(log, command, args, options = {}) {
  const folder = path.join(root, '.parascope', 'logs')
  mkdirSync(folder, { recursive: true })
  const file = createWriteStream(path.join(folder, `${log}.log`))
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, ...options, stdio: ['ignore', 'pipe', 'pipe'] })
    let tail = []
    const take = (chunk) => {
      file.write(chunk)
      tail = [...tail, ...String(chunk).split('\n')].filter((line) => line.trim() !== '').slice(-20)
    }
    child.stdout.on('data', take)
    child.stderr.on('data', take)
    child.on('error', reject)
    child.on('close', (code) => file.end(() => resolve({ code, tail })))
  })
}
