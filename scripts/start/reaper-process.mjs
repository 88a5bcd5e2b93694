// Outlives the command that started it by a moment: when that command is gone, however it ended, its input closes
// here, and every process that it had started and not yet ended is ended in the reverse order of their start.
// One JSON line in: {"add": {"pid", "started", "signal", "graceMs"}} or {"remove": pid}.
import { createInterface } from 'node:readline'
import { register } from 'tsx/esm/api'

register()
const { stopProcess } = await import(new URL('./processes.ts', import.meta.url).href)
const processes = new Map()

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => undefined)

createInterface({ input: process.stdin })
  .on('line', (line) => {
    const message = JSON.parse(line)
    if (message.add) processes.set(message.add.pid, message.add)
    else processes.delete(message.remove)
  })
  .on('close', async () => {
    for (const entry of [...processes.values()].reverse()) await stopProcess(entry, entry)
    process.exit(0)
  })
