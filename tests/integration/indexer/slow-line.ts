import { type AddressInfo, createServer, connect as openSocket, type Socket } from 'node:net'
import { z } from 'zod'

/** A line to a server on which everything takes its time: what is between two statements then lasts long enough to be hit. */
export async function startSlowLine(
  target: { host: string; port: number },
  delayMs: number,
): Promise<{ port: number; close(): Promise<void> }> {
  const sockets = new Set<Socket>()
  const server = createServer((near) => {
    const far = openSocket(target)
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from)
      const later = (act: () => void) => setTimeout(() => !to.destroyed && act(), delayMs)
      from.on('data', (data) => later(() => to.write(data)))
      from.on('close', () => later(() => to.end()))
      from.on('error', () => undefined)
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = z
    .object({ port: z.number() })
    .parse(server.address() satisfies AddressInfo | string | null)
  const close = () => {
    for (const socket of sockets) socket.destroy()
    return new Promise<void>((resolve) => server.close(() => resolve()))
  }
  return { port, close }
}
