import { describe, expect, test } from 'vitest'
import { analysePolicies } from '@/lib/parallelism/analyse'
import { decodeAccess, encodeAccess } from '@/lib/parallelism/codec'
import { accessSetsFromTraces } from '@/lib/parallelism/traces'
import { type BlockMetrics, POLICIES, WORKERS } from '@/lib/parallelism/types'
import { expectedBlocks, hasMainnet, MAINNET, recorded } from '@/tests/mainnet'

const blocks = hasMainnet ? expectedBlocks() : []

describe.skipIf(!hasMainnet)(
  `recorded mainnet blocks${hasMainnet ? '' : ` (skipped: no ${MAINNET})`}`,
  () => {
    test.each(blocks)('block $number has exactly the published metrics', (block) => {
      const { traces, costs } = recorded(block.number)
      const access = accessSetsFromTraces(traces)
      const analyses = analysePolicies(access, costs, POLICIES, () => undefined)
      const found = analyses.map(({ block: metrics }) => [metrics.policy, published(metrics)])
      expect(Object.fromEntries(found)).toEqual(block.policies)
      for (const { block: metrics } of analyses) {
        expect(metrics.transactions).toBe(block.transactions)
        expect(metrics.gasUsed).toBe(BigInt(block.gasUsed))
        const onPath = metrics.criticalPath.map((i) => costs[i]?.gas ?? 0n)
        expect(onPath.reduce((sum, gas) => sum + gas, 0n)).toBe(metrics.criticalPathGas)
      }
      expect(decodeAccess(encodeAccess(access))).toEqual(access)
    })
  },
)

/** Metrics in the shape of expected.json. */
function published(metrics: BlockMetrics) {
  const perWorkers = (gas: bigint[]) => Object.fromEntries(WORKERS.map((k, i) => [k, Number(gas[i])]))
  return {
    edges: metrics.edges,
    conflictedTxs: metrics.conflictedTxs,
    dependentTxs: metrics.dependentTxs,
    components: metrics.components,
    largestComponent: metrics.largestComponent,
    longestChainTxs: metrics.longestChainTxs,
    criticalPathGas: Number(metrics.criticalPathGas),
    makespanGas: perWorkers(metrics.makespanGas),
    blockOrderMakespanGas: perWorkers(metrics.blockOrderMakespanGas),
  }
}
