import { createRequire } from 'node:module'
import { availableParallelism } from 'node:os'
import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import type { Hex } from '@/lib/audit/types'

type Job = { bytes: Hex; done(refusal: string | undefined): void; failed(error: unknown): void }

/** Verifies proofs of personhood in threads of their own, so that whoever waits for them goes on reading meanwhile. */
export class ProofPool {
  private readonly waiting: Job[] = []
  private readonly idle: Worker[] = []
  private readonly all = new Set<Worker>()

  /** @param size threads at most; they are started as they are needed, and do not keep the process alive */
  constructor(private readonly size: number = availableParallelism()) {}

  /** Why a proof does not verify; undefined where it does. */
  refuse(bytes: Hex): Promise<string | undefined> {
    return new Promise((done, failed) => {
      this.waiting.push({ bytes, done, failed })
      this.next()
    })
  }

  /** Ends the threads; what is waiting is not answered. */
  async close(): Promise<void> {
    this.waiting.length = 0
    await Promise.all([...this.all].map((worker) => worker.terminate()))
  }

  private next(): void {
    if (this.waiting.length === 0) return
    const worker = this.idle.pop() ?? (this.all.size < this.size ? this.start() : undefined)
    if (worker === undefined) return
    const job = this.waiting.shift()
    if (job !== undefined) this.run(worker, job)
  }

  private start(): Worker {
    const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { execArgv: ['--import', tsx] })
    this.all.add(worker)
    return worker
  }

  private run(worker: Worker, job: Job): void {
    const end = () => {
      worker.removeAllListeners()
      worker.unref()
    }
    worker.ref()
    worker.once('message', (refusal: string | undefined) => {
      end()
      this.idle.push(worker)
      job.done(refusal)
      this.next()
    })
    worker.once('error', (error) => {
      end()
      this.all.delete(worker)
      job.failed(error)
      this.next()
    })
  }
}

let shared: ProofPool | undefined

/** The pool of this process. */
export function proofPool(): ProofPool {
  shared ??= new ProofPool()
  return shared
}
