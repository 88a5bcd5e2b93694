import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { expectedBlocks, hasMainnet, MAINNET } from '@/tests/mainnet'
import { type ListedChain, listedChain } from '../../support/listed-chain'
import { type NodeProxy, startProxy } from '../indexer/proxy'
import { type RunningNode, startScript } from '../rpc/nodes'
import { analyse } from './analyse'

const NUMBER = 19932148
const BLOCK = String(NUMBER)
const outcome = z.object({ verdict: z.string(), reason: z.string().optional() })
const metrics = z.looseObject({ edges: z.number(), components: z.number(), criticalPathGas: z.number() })
const reports = z.tuple([
  z.object({
    hash: z.string(),
    source: z.string(),
    verification: z.record(z.string(), outcome),
    policies: z.record(z.enum(['storage', 'accounts', 'strict']), metrics),
  }),
])

describe.skipIf(!hasMainnet)(
  `a recorded block by its access list${hasMainnet ? '' : ` (skipped: no ${MAINNET})`}`,
  () => {
    let recordedNode: RunningNode
    let node: NodeProxy
    let chain: ListedChain

    beforeAll(async () => {
      recordedNode = await startScript(`${MAINNET}/rpc.mjs`)
      chain = await listedChain(recordedNode.url, [NUMBER])
      // The probe looks at the latest block, which is to be this one.
      const tag = `0x${NUMBER.toString(16)}`
      chain.rules.params = (params) => back(params).map((param) => (param === 'latest' ? tag : param))
      node = await startProxy(recordedNode.url, chain.rules)
    })

    const back = (params: unknown[]) =>
      params.map((param) => [...chain.hashes].find(([, to]) => to === param)?.[0] ?? param)

    afterAll(async () => {
      await node?.close()
      await recordedNode?.stop()
    })

    test('is verified, and has at most the conflicts of its traces', async () => {
      node.rules = chain.rules
      const { code, out, error } = await analyse(['--rpc', node.url, '--block', BLOCK, '--json'])
      expect({ code, error }).toEqual({ code: 0, error: '' })
      const [report] = reports.parse(JSON.parse(out))
      expect(report.source).toBe('access list')
      expect(report.hash).toBe([...chain.hashes.values()][0])
      expect(report.verification.accessList).toEqual({ verdict: 'pass' })
      expect(report.verification.headerHash).toEqual({ verdict: 'pass' })
      const expected = expectedBlocks().find(({ number }) => number === NUMBER)
      for (const policy of ['storage', 'accounts', 'strict'] as const) {
        const exact = expected?.policies[policy]
        expect(report.policies[policy].edges).toBeLessThanOrEqual(exact?.edges ?? -1)
        expect(report.policies[policy].edges).toBeGreaterThan((exact?.edges ?? 0) * 0.9)
        expect(report.policies[policy].criticalPathGas).toBeLessThanOrEqual(exact?.criticalPathGas ?? -1)
        expect(report.policies[policy].components).toBeGreaterThanOrEqual(exact?.components ?? 1e9)
      }
      const text = await analyse(['--rpc', node.url, '--block', BLOCK])
      expect(text.out).toContain('access list: a lower bound, reads are not known by transaction')
    })

    test('with a list that is not its own: the check fails, and nothing is made of the list', async () => {
      node.rules = {
        ...chain.rules,
        instead: (method, params) => {
          const own = chain.rules.instead?.(method, params)
          if (method !== 'eth_getBlockAccessList' || own === undefined || !('result' in own)) return own
          if (own.result === null) return own
          const text = JSON.stringify(own.result)
          const changed = text.replace(
            /"value":"(0x[0-9a-f]{64})"/,
            (_, value) => `"value":"0x${(BigInt(value) ^ 1n).toString(16).padStart(64, '0')}"`,
          )
          expect(changed).not.toBe(text)
          return { result: JSON.parse(changed) }
        },
      }
      const { out } = await analyse(['--rpc', node.url, '--block', BLOCK, '--json'])
      const [report] = reports.parse(JSON.parse(out))
      expect(report.source).toBe('estimated')
      expect(report.verification.accessList?.verdict).toBe('fail')
      const sentence = /^the access list hashes to 0x[0-9a-f]{64} but the header says 0x[0-9a-f]{64}$/
      expect(report.verification.accessList?.reason).toMatch(sentence)
      const wanted = await analyse(['--rpc', node.url, '--block', BLOCK, '--source', 'access-list'])
      expect(wanted).toEqual({
        code: 1,
        out: '',
        error: `Block ${NUMBER} has no access sets of the source "access list": ${report.verification.accessList?.reason}.`,
      })
    })

    test('a source that the node does not have is one sentence', async () => {
      node.rules = chain.rules
      expect(await analyse(['--rpc', node.url, '--block', BLOCK, '--source', 'traced'])).toEqual({
        code: 1,
        out: '',
        error: `Block ${NUMBER} has no access sets of the source "traced": the node does not trace blocks.`,
      })
      expect(await analyse(['--rpc', recordedNode.url, '--block', BLOCK, '--source', 'access-list'])).toEqual(
        {
          code: 1,
          out: '',
          error: `Block ${NUMBER} has no access sets of the source "access list": its header names no access list.`,
        },
      )
      const estimated = await analyse(['--rpc', recordedNode.url, '--block', BLOCK, '--source', 'estimated'])
      expect(estimated.out).toContain('estimated from addresses and logs: a guess')
    })
  },
)
