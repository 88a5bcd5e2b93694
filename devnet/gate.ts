import { connect, createServer, type Socket } from 'node:net'
import { UserError } from '@/lib/errors'

/** The door through which others reach the node. */
export type Gate = { port: number; close(): Promise<void> }

/**
 * Opens a port that leads to the node's own. It is opened once the chain is restored: whoever follows the chain
 * never sees it half way back. When the devnet's process is killed the port closes with it.
 * @param port the port to open; any free one when it is left out
 * @throws UserError when the port is taken
 */
export function openGate(nodePort: number, port?: number): Promise<Gate> {
  const sockets = new Set<Socket>()
  const join = (outside: Socket) => {
    const inside = connect(nodePort, '127.0.0.1')
    for (const [socket, other] of [
      [outside, inside],
      [inside, outside],
    ] as const) {
      sockets.add(socket)
      socket.setNoDelay(true)
      socket.on('error', () => other.destroy())
      socket.on('close', () => {
        sockets.delete(socket)
        other.destroy()
      })
      socket.pipe(other)
    }
  }
  return new Promise((resolve, reject) => {
    const server = createServer(join)
    server.once('error', () =>
      reject(
        new UserError(`Port ${port} is taken: stop what listens there, or give the devnet another port.`),
      ),
    )
    server.listen(port ?? 0, '127.0.0.1', () => {
      const address = server.address()
      if (address === null || typeof address === 'string')
        return reject(new UserError('The devnet got no port.'))
      const close = () =>
        new Promise<void>((done) => {
          server.close(() => done())
          for (const socket of sockets) socket.destroy()
        })
      resolve({ port: address.port, close })
    })
  })
}

/** @throws UserError when something listens on the port already */
export async function assertPortFree(port: number): Promise<void> {
  const gate = await openGate(0, port)
  await gate.close()
}
