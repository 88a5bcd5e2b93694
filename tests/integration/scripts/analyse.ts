import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../../..', import.meta.url))

/** The command as a person gives it, with no database named. */
export function analyse(
  args: readonly string[],
): Promise<{ code: number | null; out: string; error: string }> {
  const child = spawn('npm', ['run', '--silent', 'analyse', '--', ...args], {
    cwd: ROOT,
    env: { ...process.env, DATABASE_URL: undefined, RPC_URL: undefined, PARASCOPE_CONFIG: undefined },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let out = ''
  let error = ''
  child.stdout.on('data', (chunk) => {
    out += chunk
  })
  child.stderr.on('data', (chunk) => {
    error += chunk
  })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, out, error: withoutNpm(error) }))
  })
}

/** npm warns on its own configuration, which is none of ours. */
const withoutNpm = (text: string) => text.replace(/^npm .*\n/gm, '').trim()
