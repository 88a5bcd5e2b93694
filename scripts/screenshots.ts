import { mkdirSync, statSync } from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { UserError } from '@/lib/errors'
import { launchChromium } from '../tests/support/chromium'
import { buildSite } from '../tests/support/product'
import { startPostgres } from '../tests/support/server'
import { type Stack, startStack } from '../tests/support/stack'
import { ROOT } from './start/folders'

const FOLDER = path.join(ROOT, 'docs', 'images')
const SIZE = { width: 1440, height: 900 }

/** The pages that the documents show, by the name of the picture. */
function pictures({ devnet }: Stack, block: number): Record<string, string> {
  return {
    parallelism: '/parallelism',
    execution: `/block/${block}?tab=execution`,
    coordination: '/coordination',
    overview: '/',
    epoch: `/program/${devnet.program}/epoch/1`,
  }
}

/** A page at rest: fonts there, charts drawn, and on it the chain as it is now. */
async function settle(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const plots = [...document.querySelectorAll('.chart-plot')]
    return document.fonts.status === 'loaded' && plots.every((plot) => plot.querySelector('svg') !== null)
  })
  await page.locator('.badge[data-tone=good]').waitFor()
}

async function take(stack: Stack, block: number): Promise<void> {
  const browser = await launchChromium()
  try {
    const page = await browser.newPage({
      baseURL: stack.site.url,
      viewport: SIZE,
      colorScheme: 'light',
      reducedMotion: 'reduce',
    })
    for (const [name, address] of Object.entries(pictures(stack, block))) {
      await page.goto(address)
      await settle(page)
      const file = path.join(FOLDER, `${name}.png`)
      await page.screenshot({ path: file, animations: 'disabled' })
      console.log(`${path.relative(ROOT, file)}: ${Math.round(statSync(file).size / 1024)} kB`)
    }
  } finally {
    await browser.close()
  }
}

/** `npm run screenshots`: the pictures in the documents, of the site as it is now over a devnet that runs. */
async function main(): Promise<void> {
  mkdirSync(FOLDER, { recursive: true })
  await buildSite()
  const server = await startPostgres()
  try {
    const stack = await startStack(server.url('screenshots'), { live: true })
    try {
      await take(stack, await stack.devnet.runBlocks(0))
    } finally {
      await stack.stop()
    }
  } finally {
    await server.stop()
  }
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error instanceof UserError ? error.message : error)
    process.exit(1)
  },
)
