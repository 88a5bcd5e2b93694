import type { WorstBlock } from '@/lib/db/read/worst-blocks'
import { percent } from '@/lib/format/numbers'
import { keyWords } from './key-name'

/** What stood in a block's way: "62% of the gas waits behind Pool.reserve0". */
export function reasonWords({ hotKey, gasUsed, criticalPathGas }: WorstBlock): string {
  if (!hotKey) {
    return `No two transactions wait behind one key; ${percent(criticalPathGas, gasUsed, 0)} of the gas is one chain`
  }
  return `${percent(hotKey.waitingGas, gasUsed, 0)} of the gas waits behind ${keyWords(hotKey)}`
}
