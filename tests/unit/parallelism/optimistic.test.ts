import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { makespan } from '@/lib/parallelism/makespan'
import { optimistic } from '@/lib/parallelism/optimistic'
import { POLICIES } from '@/lib/parallelism/types'
import { randomBlock, SEEDED } from './random-blocks'
import { greatest, slowDependencies, slowPaths } from './slow'
import { slowOptimistic } from './slow-optimistic'

const FREE = { validationGasPerRead: 0n, abortGasPerWrite: 0n }
const someGas = fc.array(fc.bigInt(1n, 1_000_000n), { minLength: 1, maxLength: 40 })
const someWorkers = fc.integer({ min: 1, max: 33 })
const chainOf = (count: number) => Array.from({ length: count }, (_, j) => (j === 0 ? [] : [j - 1]))
const sum = (values: bigint[]) => values.reduce((total, value) => total + value, 0n)

describe('optimistic execution', () => {
  test('without conflicts and overheads: no aborts, the makespan of block order', () => {
    fc.assert(
      fc.property(someGas, someWorkers, (gas, workers) => {
        const alone = gas.map(() => [])
        const run = optimistic(
          alone,
          gas.map((amount) => ({ gas: amount, reads: 2, writes: 1 })),
          workers,
          FREE,
        )
        expect(run).toEqual({
          makespanGas: Number(makespan(alone, gas, workers, 'block')),
          aborts: 0,
          abortedTxs: 0,
          executions: gas.length,
          validations: gas.length,
        })
      }),
      SEEDED,
    )
  })

  test('a single chain takes the serial gas, a validation each, and an abort for each that was repeated', () => {
    fc.assert(
      fc.property(someGas, someWorkers, (gas, workers) => {
        const run = optimistic(
          chainOf(gas.length),
          gas.map((amount) => ({ gas: amount, reads: 3, writes: 2 })),
          workers,
          {
            validationGasPerRead: 7n,
            abortGasPerWrite: 5n,
          },
        )
        expect(run.makespanGas).toBe(Number(sum(gas)) + gas.length * 21 + run.abortedTxs * 10)
        expect(run.abortedTxs).toBeLessThan(gas.length)
      }),
      SEEDED,
    )
  })

  test('four equal transactions in a chain on two workers abort once', () => {
    const transactions = Array.from({ length: 4 }, () => ({ gas: 10n, reads: 1, writes: 1 }))
    expect(optimistic(chainOf(4), transactions, 2, FREE)).toEqual({
      makespanGas: 40,
      aborts: 1,
      abortedTxs: 1,
      executions: 4,
      validations: 4,
    })
  })

  test('a short transaction that ran to its end on stale state is validated, aborted and executed again', () => {
    const transactions = [
      { gas: 100n, reads: 1, writes: 1 },
      { gas: 10n, reads: 2, writes: 3 },
    ]
    // 1 ends at 10 + 2 x 1, is found stale when 0 ends at 100 + 1 x 1, and takes 10 + 2 x 1 again with 3 x 4 for the abort.
    const costs = { validationGasPerRead: 1n, abortGasPerWrite: 4n }
    expect(optimistic([[], [0]], transactions, 2, costs)).toEqual({
      makespanGas: 125,
      aborts: 1,
      abortedTxs: 1,
      executions: 3,
      validations: 4,
    })
  })

  test('is what the plain simulation finds', () => {
    const step = fc.record({
      gas: fc.nat(9),
      reads: fc.nat(3),
      writes: fc.nat(3),
      earlier: fc.array(fc.nat(30)),
    })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), fc.integer({ min: 1, max: 9 }), (steps, workers) => {
        const edges = steps.map(({ earlier }, j) => [...new Set(earlier)].filter((i) => i < j))
        const run = optimistic(
          edges,
          steps.map(({ gas, reads, writes }) => ({ gas: BigInt(gas), reads, writes })),
          workers,
          { validationGasPerRead: 2n, abortGasPerWrite: 3n },
        )
        const plain = steps.map(({ gas, reads, writes }) => ({
          gas,
          validation: 2 * reads,
          restart: 3 * writes,
        }))
        expect(run).toEqual(slowOptimistic(edges, plain, workers))
      }),
      SEEDED,
    )
  })

  test('never below the critical path, and one worker never aborts', () => {
    fc.assert(
      fc.property(
        randomBlock,
        fc.constantFrom(...POLICIES),
        someWorkers,
        ({ access, costs }, policy, workers) => {
          const edges = slowDependencies(access, policy)
          const gas = costs.map((cost) => cost.gas)
          const run = optimistic(
            edges,
            gas.map((amount) => ({ gas: amount, reads: 0, writes: 0 })),
            workers,
            FREE,
          )
          expect(BigInt(run.makespanGas)).toBeGreaterThanOrEqual(greatest(slowPaths(edges, gas)))
          expect(BigInt(run.makespanGas) * BigInt(workers)).toBeGreaterThanOrEqual(sum(gas))
          expect(run.executions).toBeGreaterThanOrEqual(gas.length)
          if (workers === 1) expect(run).toMatchObject({ aborts: 0, makespanGas: Number(sum(gas)) })
        },
      ),
      SEEDED,
    )
  })
})
