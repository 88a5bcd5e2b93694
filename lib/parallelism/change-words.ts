import type { Advice, AdviceReport } from './advice'
import type { ChangeAction } from './changes'

/** An amount of gas for a sentence: "3.14 M", "860 k", "421". */
export function gasWords(gas: bigint): string {
  const amount = Number(gas)
  const [value, unit] =
    Math.abs(amount) >= 999_500
      ? [amount / 1e6, ' M']
      : Math.abs(amount) >= 1000
        ? [amount / 1e3, ' k']
        : [amount, '']
  const digits = unit === '' || Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2
  return `${value.toFixed(digits)}${unit}`
}

/** A speedup for a sentence: gas over the gas of a path or a makespan. */
export const speedupWords = (gas: bigint, over: bigint): string =>
  over === 0n ? '–' : (Number(gas) / Number(over)).toFixed(2)

/** What a change does to a target that is called `name`: "Make Pool.reserve0 commutative". */
export function changeWords(name: string, action: ChangeAction): string {
  if (action.kind === 'commutative') return `Make ${name} commutative`
  if (action.kind === 'moved') return `Move ${name} to module ${action.moduleId}`
  return action.ways === 'sender' ? `Give each sender its own ${name}` : `Split ${name} ${action.ways} ways`
}

/** A piece of advice in one sentence; `name` is what the target is called. */
export function adviceSentence(advice: Advice, report: AdviceReport, name: string): string {
  const { freed, after, splitAfter, blocks } = advice
  const { before, gasUsed, ways } = report
  const start = changeWords(name, { kind: 'commutative' })
  if (freed.criticalPathGas === 0n) {
    return `${start}: ${gasWords(freed.waitingGas)} gas no longer waits, the critical path stays at ${gasWords(before.criticalPathGas)} gas.`
  }
  const over = report.blocks === 1 ? '' : `, shorter in ${blocks} of ${report.blocks} blocks`
  return (
    `${start}: the critical path falls from ${gasWords(before.criticalPathGas)} to ${gasWords(after.criticalPathGas)} gas${over}, ` +
    `speedup bound ${speedupWords(gasUsed, before.criticalPathGas)} -> ${speedupWords(gasUsed, after.criticalPathGas)} ` +
    `(split ${ways} ways by sender: ${speedupWords(gasUsed, splitAfter.criticalPathGas)}).`
  )
}
