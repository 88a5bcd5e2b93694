import { inject } from 'vitest'
import { MAINNET_BLOCKS, PERIODS_CHAIN } from '../support/stack'

/** An address of the site, and what has to be there. */
export interface Expected {
  path: string
  status: number
  /** what the main heading says */
  heading: RegExp
}

const NEVER = '0'.repeat(63)

/** Every page that the site has, and every way of there being none. */
export function everyPage(): Expected[] {
  const { block, blockHash, transaction, address, token, module, program, payment } = inject('samples')
  const found: [path: string, heading: RegExp][] = [
    ['/', /^Devnet$/],
    ['/blocks', /^Blocks$/],
    ['/blocks?before=30', /^Blocks$/],
    [`/block/${block}`, /^Block 40$/],
    [`/block/${blockHash}`, /^Block 40$/],
    [`/block/${block}?tab=transactions`, /^Block 40$/],
    [`/block/${block}?tab=parallelism`, /^Block 40$/],
    [`/block/${block}?tab=parallelism&policy=strict`, /^Block 40$/],
    [`/block/${block}?tab=execution`, /^Block 40$/],
    [`/block/${block}?tab=execution&scheduler=module-partitioned&tx=9&component=5`, /^Block 40$/],
    ['/block/0', /^Block 0$/],
    ['/txs', /^Transactions$/],
    [`/tx/${transaction}`, /^Transaction/],
    [`/tx/${transaction}?tab=logs`, /^Transaction/],
    [`/tx/${transaction}?tab=access`, /^Transaction/],
    [`/address/${address}`, /./],
    [`/token/${token}`, /./],
    ['/parallelism', /^Parallelism$/],
    ['/parallelism?policy=storage&workers=4&from=20&to=60', /^Parallelism$/],
    ['/what-if', /^What if$/],
    ['/what-if?target=defi&action=sharded:8&policy=storage&from=20&to=60', /^What if$/],
    [`/what-if?target=${token}&block=${block}`, /^What if$/],
    ['/parallelism?range=hour', /^Parallelism$/],
    ['/parallelism?from=2026-01-01T00:00Z&to=2027-01-01T00:00Z', /^Parallelism$/],
    ['/modules', /^Modules$/],
    ['/coordination', /^Coordination$/],
    ['/coordination?by=gas&ends=accounts&from=20&to=60', /^Coordination$/],
    ['/modules?range=day&compare=cross', /^Modules$/],
    ['/modules/discovery', /^Modules discovered$/],
    ['/modules/discovery?from=30&to=60', /^Modules discovered$/],
    ['/modules/discovery?from=900000&to=900001', /^Modules discovered$/],
    [`/module/${module}`, /^DeFi$/],
    ['/programs', /^Programs$/],
    [`/program/${program}`, /^Personhood Pay$/],
    [`/program/${program}/epoch/1`, /^Epoch 1$/],
    [`/program/${program}/epoch/3`, /^Epoch 3$/],
    [`/payment/${payment.hash}/${payment.logIndex}`, /^Payment/],
    ['/search', /^Search/],
    ['/search?q=energy', /^Search/],
    ['/search?q=nothing%20like%20it', /^Search/],
    ['/finality', /^Finality$/],
    ['/finality?range=hour', /^Finality$/],
    ['/status', /^Status$/],
    ['/api', /API/],
    ['/findings', /^Findings$/],
    ['/findings?severity=all&check=schedule', /^Findings$/],
    ['/wallet', /^Was I paid\?$/],
    [`/wallet?of=${payment.recipient}`, /^Was I paid\?$/],
    ['/wallet?of=123', /^Was I paid\?$/],
    ['/wallet?of=nobody', /^Was I paid\?$/],
    ['/verify', /^Verify$/],
    [`/verify?program=${program}&epoch=1`, /^Verify$/],
  ]
  const missing = [
    '/block/999999999',
    '/block/123.eth',
    `/block/0x${NEVER}1`,
    `/tx/0x${NEVER}1`,
    '/tx/7',
    '/address/0x123',
    `/token/0x${'0'.repeat(39)}1`,
    '/module/nothing',
    `/program/0x${'0'.repeat(39)}1`,
    `/program/${program}/epoch/99`,
    `/payment/0x${NEVER}1/0`,
    `/c/${PERIODS_CHAIN}/program/${inject('samples').periods.programs.ubi}/epoch/99`,
    '/nothing',
    '/c/5',
  ]
  const mainnet: [path: string, heading: RegExp][] = [
    ['/c/1', /^Mainnet$/],
    ['/c/1/blocks', /^Blocks$/],
    [`/c/1/block/${MAINNET_BLOCKS[0]}`, /^Block 19,932,148$/],
    [`/c/1/block/${MAINNET_BLOCKS[1]}?tab=transactions`, /^Block 13,287,210$/],
    [`/c/1/block/${MAINNET_BLOCKS[1]}?tab=parallelism`, /^Block 13,287,210$/],
    [`/c/1/what-if?block=${MAINNET_BLOCKS[0]}`, /^What if$/],
    [`/c/1/block/${MAINNET_BLOCKS[1]}?tab=execution`, /^Block 13,287,210$/],
    ['/c/1/modules', /^Modules$/],
    ['/c/1/coordination', /^Coordination$/],
    ['/c/1/modules/discovery', /^Modules discovered$/],
    ['/c/1/programs', /^Programs$/],
  ]
  const all = [...found, ...pagesOfPeriods(), ...(inject('site').mainnet ? mainnet : [])]
  return [
    ...all.map(([path, heading]) => ({ path, status: 200, heading })),
    ...missing.map((path) => ({ path, status: 404, heading: /^Not found$/ })),
  ]
}

/** The pages of programs that are audited by periods. */
function pagesOfPeriods(): [path: string, heading: RegExp][] {
  const { programs, payment } = inject('samples').periods
  const base = `/c/${PERIODS_CHAIN}`
  return [
    [base, /^Payouts$/],
    [`${base}/programs`, /^Programs$/],
    [`${base}/program/${programs.ubi}`, /^Daily income$/],
    [`${base}/program/${programs.ubi}/epoch/1`, /^Day 1$/],
    [`${base}/program/${programs.distributor}/epoch/1`, /^The life of its root$/],
    [`${base}/program/${programs.treasury}/epoch/202407`, /^July 2024 \(UTC\)$/],
    [`${base}/payment/${payment.hash}/${payment.logIndex}`, /^Payment/],
    [`${base}/findings?severity=all`, /^Findings$/],
    [`${base}/wallet?of=${payment.recipient}`, /^Was I paid\?$/],
  ]
}
