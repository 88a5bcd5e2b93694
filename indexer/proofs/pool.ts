import { type ChildProcess, fork } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import type { Hex } from '@/lib/audit/types'

type Job = { bytes: Hex; done(refusal: string | undefined): void; failed(error: unknown): void }

const answer = z.object({ refusal: z.string().nullable() })

/** Verifies proofs of personhood in processes of their own, so that whoever waits for them goes on reading meanwhile. */
export class ProofPool {
  private readonly waiting: Job[] = []
  private readonly idle: ChildProcess[] = []
  private readonly all = new Set<ChildProcess>()

  /** @param size processes at most; they are started as they are needed, and do not keep this one alive */
  constructor(private readonly size: number = availableParallelism()) {}

  /** Why a proof does not verify; undefined where it does. */
  refuse(bytes: Hex): Promise<string | undefined> {
    return new Promise((done, failed) => {
      this.waiting.push({ bytes, done, failed })
      this.next()
    })
  }

  /** Ends the processes; what is waiting is not answered. */
  close(): void {
    this.waiting.length = 0
    for (const child of this.all) {
      child.removeAllListeners()
      child.kill()
    }
    this.all.clear()
    this.idle.length = 0
  }

  private next(): void {
    if (this.waiting.length === 0) return
    const child = this.idle.pop() ?? (this.all.size < this.size ? this.start() : undefined)
    if (child === undefined) return
    const job = this.waiting.shift()
    if (job !== undefined) this.run(child, job)
  }

  private start(): ChildProcess {
    const child = fork('scripts/program.mjs', ['indexer/proofs/process.ts'], {
      cwd: fileURLToPath(new URL('../..', import.meta.url)),
      execArgv: [],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    this.all.add(child)
    return child
  }

  private run(child: ChildProcess, job: Job): void {
    child.ref()
    child.channel?.ref()
    const leave = (error: Error) => {
      child.removeAllListeners()
      this.all.delete(child)
      job.failed(error)
      this.next()
    }
    child.once('error', leave)
    child.once('exit', () => leave(new Error('The process that verifies proofs of personhood ended.')))
    child.once('message', (message) => {
      child.removeAllListeners()
      child.unref()
      child.channel?.unref()
      this.idle.push(child)
      job.done(answer.parse(message).refusal ?? undefined)
      this.next()
    })
    child.send(job.bytes)
  }
}

let shared: ProofPool | undefined

/** The pool of this process. */
export function proofPool(): ProofPool {
  shared ??= new ProofPool()
  return shared
}
