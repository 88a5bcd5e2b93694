import { describe, expect, test } from 'vitest'
import { pageMayNotAsk } from '@/lib/verify/page-post'

describe('what a page may ask', () => {
  test.each([
    ['http://explorer.example/verify', 'http://node.example'],
    ['https://explorer.example/verify', 'https://node.example'],
    ['https://explorer.example/verify', 'http://127.0.0.1:8545'],
    ['https://explorer.example/verify', 'http://localhost:8545'],
    ['https://explorer.example/verify', 'http://[::1]:8545'],
  ])('%s may ask %s', (page, node) => {
    expect(pageMayNotAsk(page, node, node)).toBeUndefined()
  })

  test.each(['http://node.example', 'http://192.168.1.5:8545', 'http://127.0.0.1.node.example'])(
    'a page that came by https may not ask %s, and says so in one sentence',
    (node) => {
      const sentence = pageMayNotAsk('https://explorer.example/verify', node, node)
      expect(sentence).toBe(
        `This page came by https, and a browser lets such a page ask http addresses on its own computer alone: name an https address of the node in place of ${node}, or verify on the command line.`,
      )
    },
  )
})
