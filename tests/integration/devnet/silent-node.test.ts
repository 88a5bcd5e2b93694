import { createServer } from 'node:net'
import { expect, test } from 'vitest'
import { startDevnet } from '@/devnet/devnet'
import { createNodeClient } from '@/devnet/rpc'

test('a node that takes calls and never answers is given up, in one sentence', async () => {
  const server = createServer(() => undefined)
  const port = await new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      resolve(address !== null && typeof address === 'object' ? address.port : 0)
    })
  })
  try {
    const url = `http://127.0.0.1:${port}`
    await expect(createNodeClient(url, 200).call('eth_chainId', [])).rejects.toThrow(
      `The devnet's node at ${url} has not answered for 0.2 s.`,
    )
  } finally {
    server.close()
  }
})

test('a devnet whose node has come to a stand ends with a sentence, and leaves no node behind', async () => {
  const devnet = await startDevnet({ patienceMs: 3_000, settings: { blockTime: 1 } })
  const pid = devnet.pid ?? 0
  process.kill(pid, 'SIGSTOP')
  expect(await devnet.failed).toMatch(
    /^The devnet's node at http:\/\/127\.0\.0\.1:\d+ has not answered for 3 s\.$/,
  )
  await devnet.stop()
  expect(() => process.kill(pid, 0)).toThrow('ESRCH')
})
