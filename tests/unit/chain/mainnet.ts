import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { parseBlock, parseReceipts } from '@/lib/chain/parse'
import type { Block, Receipt } from '@/lib/chain/types'

const FOLDER = fileURLToPath(new URL('../../../../shared/mainnet', import.meta.url))
const BLOCKS = join(FOLDER, 'blocks')

/** The recorded mainnet blocks stand beside the project, not in it. */
export const RECORDED_SERVER = join(FOLDER, 'rpc.mjs')
export const hasRecordedBlocks = existsSync(BLOCKS)
export const WITHOUT_RECORDED_BLOCKS = 'skipped: the recorded mainnet blocks (../shared/mainnet) are not here'

export function recordedNumbers(): number[] {
  if (!hasRecordedBlocks) return []
  return readdirSync(BLOCKS)
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .sort((a, b) => a - b)
}

export function recorded(
  number: number,
  part: 'block' | 'receipts' | 'prestate' | 'prestate_diff' | 'calls',
): unknown {
  return JSON.parse(gunzipSync(readFileSync(join(BLOCKS, String(number), `${part}.json.gz`))).toString())
}

export function recordedBlock(number: number): { block: Block; receipts: Receipt[] } {
  return {
    block: parseBlock(recorded(number, 'block'), `eth_getBlockByNumber(${number})`),
    receipts: parseReceipts(recorded(number, 'receipts'), `eth_getBlockReceipts(${number})`),
  }
}
