import { migrate } from '@/lib/db/migrate'
import { UserError } from '@/lib/errors'
import { launchChromium } from '@/tests/support/chromium'
import { hasMainnet, MAINNET_FOLDER } from '@/tests/support/mainnet'
import { buildSite, startSite } from '@/tests/support/product'
import { startPostgres } from '@/tests/support/server'
import { addMainnet, MAINNET_BLOCKS } from '@/tests/support/stack'

const VISITS = 5
const RIDES = 3
const MOVES = 240

interface Visit {
  /** until the timeline answers a pointer with what the bar under it waits for; the browser's cache is empty */
  interactiveMs: number
  scriptKb: number
}

/**
 * Measures an execution tab in a browser: how long until it answers the pointer, and how many frames a second it draws
 * while the pointer runs over its bars. `url` is the tab's address on a running production build; without one, it is
 * that of the recorded block 13287210 (1,414 transactions) on a site of its own.
 */
export async function benchTimeline(url: string | undefined, json: boolean): Promise<void> {
  if (url !== undefined) return measure(url, json)
  if (!hasMainnet) {
    throw new UserError(
      `There is no recorded block at ${MAINNET_FOLDER}: name the address of a timeline, --url http://…/block/N?tab=execution`,
    )
  }
  await buildSite()
  const server = await startPostgres()
  try {
    const database = server.url('timeline')
    await migrate(database)
    await addMainnet(database)
    const site = await startSite(database)
    try {
      await measure(`${site.url}/c/1/block/${MAINNET_BLOCKS[1]}?tab=execution`, json)
    } finally {
      await site.stop()
    }
  } finally {
    await server.stop()
  }
}

async function measure(url: string, json: boolean): Promise<void> {
  const browser = await launchChromium()
  try {
    const visits: Visit[] = []
    for (let i = 0; i < VISITS; i++) visits.push(await visit(browser, url))
    const rides: { rate: number; longest: number }[] = []
    for (let i = 0; i < RIDES; i++) rides.push(await framesPerSecond(browser, url))
    const interactive = visits.map(({ interactiveMs }) => interactiveMs)
    const rates = rides.map(({ rate }) => rate)
    const result = {
      interactiveMs: Math.round(median(interactive)),
      slowestMs: Math.round(Math.max(...interactive)),
      scriptKb: Math.round(visits[0]?.scriptKb ?? 0),
      framesPerSecond: Math.round(median(rates)),
      fewestFramesPerSecond: Math.round(Math.min(...rates)),
      longestFrameMs: Math.round(Math.max(...rides.map(({ longest }) => longest))),
    }
    if (json) console.log(JSON.stringify(result))
    else {
      console.log(
        `interactive after ${result.interactiveMs} ms (median of ${VISITS}, slowest ${result.slowestMs}), ` +
          `${result.scriptKb} kB of script, ${result.framesPerSecond} frames a second under a moving pointer ` +
          `(median of ${RIDES}, fewest ${result.fewestFramesPerSecond}, longest frame ${result.longestFrameMs} ms)`,
      )
    }
  } finally {
    await browser.close()
  }
}

const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0

type Browser = Awaited<ReturnType<typeof launchChromium>>

async function visit(browser: Browser, url: string): Promise<Visit> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  let bytes = 0
  page.on('response', async (response) => {
    if (response.request().resourceType() !== 'script') return
    const { responseBodySize } = await response.request().sizes()
    bytes += responseBodySize
  })
  const begin = performance.now()
  await page.goto(url, { waitUntil: 'commit' })
  const plot = page.locator('.timeline-plot')
  await plot.waitFor()
  for (let i = 0; (await page.locator('.readout-words dl').count()) === 0; i++) {
    if (performance.now() - begin > 30_000) throw new UserError(`The timeline at ${url} answers no pointer.`)
    await plot.hover({ position: { x: 40 + (i % 20), y: 8 } })
  }
  const interactiveMs = performance.now() - begin
  await page.waitForLoadState('networkidle')
  const scriptKb = bytes / 1024
  await page.close()
  return { interactiveMs, scriptKb }
}

async function framesPerSecond(browser: Browser, url: string): Promise<{ rate: number; longest: number }> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  await page.goto(url, { waitUntil: 'networkidle' })
  const box = await page.locator('.timeline-plot').boundingBox()
  if (box === null) throw new UserError(`There is no timeline at ${url}.`)
  // As text: what is compiled for Node names its functions by a helper that no browser has.
  await page.evaluate(`{
    window.frameTimes = []
    const tick = (now) => {
      window.frameTimes.push(now)
      requestAnimationFrame(tick)
    }
    requestAnimationFrame(tick)
  }`)
  for (let i = 0; i < MOVES; i++) {
    const x = box.x + (box.width * (i + 0.5)) / MOVES
    const y = box.y + box.height * (0.5 + 0.48 * Math.sin(i / 5))
    await page.mouse.move(x, y)
  }
  const times = await page.evaluate('window.frameTimes')
  await page.close()
  const known = Array.isArray(times) ? times.filter((time) => typeof time === 'number') : []
  const gaps = known.slice(1).map((time, i) => time - (known[i] ?? time))
  const total = gaps.reduce((sum, gap) => sum + gap, 0)
  return { rate: (gaps.length * 1000) / total, longest: Math.max(...gaps) }
}
