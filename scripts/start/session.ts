import { type RunRecord, recordRun } from './lock'
import { type ProcessBook, runTask, type ServiceSpec } from './process-run'
import { startReaper } from './reaper'
import { type Listener, type Service, startService } from './service'

/** All processes of one start. */
export interface Session {
  /** starts a process that is kept running; `line` gets its output */
  start(spec: ServiceSpec, line?: Listener['line']): Service
  /** runs a process to its end; resolves to its exit code, null after a signal */
  task(spec: ServiceSpec): Promise<number | null>
  /** tells `npm run indexer` and the like which database there is, and whose chains are in it */
  offerDatabase(url: string, chains: string[]): void
  /** ends everything in the reverse order of the starts; called twice it waits for the same end */
  stop(): Promise<void>
  isStopping(): boolean
}

/** Begins a session; `say` gets what a person should know, `release` is called when everything has ended. */
export function createSession(say: (text: string) => void, release: () => void): Session {
  const reaper = startReaper()
  const record: RunRecord = { databaseUrl: undefined, chains: [], processes: [] }
  const running: { stop(): Promise<void> }[] = []
  let ending: Promise<void> | undefined

  const book: ProcessBook = {
    add(name, mark, plan) {
      reaper.add(mark, plan)
      record.processes.push({ name, ...mark, ...plan })
      recordRun(record)
    },
    remove(pid) {
      reaper.remove(pid)
      record.processes = record.processes.filter((entry) => entry.pid !== pid)
      recordRun(record)
    },
  }

  async function end(): Promise<void> {
    for (const entry of [...running].reverse()) await entry.stop()
    reaper.close()
    release()
  }

  return {
    start(spec, line) {
      const service = startService(spec, book, { say, line })
      running.push(service)
      return service
    },
    task(spec) {
      const task = runTask(spec, book)
      running.push(task)
      return task.code
    },
    offerDatabase(url, chains) {
      record.databaseUrl = url
      record.chains = chains
      recordRun(record)
    },
    stop() {
      ending ??= end()
      return ending
    },
    isStopping: () => ending !== undefined,
  }
}
