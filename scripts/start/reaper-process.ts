// Outlives the command that started it by a moment: when that command is gone, however it ended, its input closes
// here, and every process that it had started and not yet ended is ended in the reverse order of their start.
// One JSON line in: {"add": {"pid", "started", "signal", "graceMs"}} or {"remove": pid}.
import { createInterface } from 'node:readline'
import { type ProcessMark, type StopPlan, stopProcess } from './processes'

const processes = new Map<number, ProcessMark & StopPlan>()

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined)

createInterface({ input: process.stdin })
  .on('line', (line) => {
    const message: { add: ProcessMark & StopPlan } | { remove: number } = JSON.parse(line)
    if ('add' in message) processes.set(message.add.pid, message.add)
    else processes.delete(message.remove)
  })
  .on('close', async () => {
    for (const entry of [...processes.values()].reverse()) await stopProcess(entry, entry)
    process.exit(0)
  })
