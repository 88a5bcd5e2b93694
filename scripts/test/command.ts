import { spawn } from 'node:child_process'
import { childVariables } from '@/lib/env'
import { ROOT } from '../start/folders'

/** How a command ended, and what it said where that was not shown at once. */
export interface Ended {
  code: number | null
  output: string
}

/** Runs Node on a command of node_modules: its output is shown as it comes, or with `kept` given at its end. */
export function node(args: string[], variables: Record<string, string> = {}, kept = false): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd: ROOT,
      stdio: kept ? ['ignore', 'pipe', 'pipe'] : 'inherit',
      env: childVariables(kept && process.stdout.isTTY ? { FORCE_COLOR: '1', ...variables } : variables),
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        output += text
      })
    }
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, output }))
  })
}

/** The line above what a part of a run says. */
export function title(text: string): void {
  console.log(`\n── ${text} ${'─'.repeat(Math.max(0, 76 - text.length))}\n`)
}
