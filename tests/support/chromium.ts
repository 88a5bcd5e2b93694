import { type Browser, chromium } from 'playwright-core'
import { chromiumPath } from '@/lib/env'
import { findBrowser } from '../../scripts/test/browser'

/** A headless browser that makes no connection of its own accord. The caller closes it. */
export async function launchChromium(): Promise<Browser> {
  const executablePath = chromiumPath() ?? (await findBrowser(() => undefined))
  return chromium.launch({
    executablePath,
    args: [
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-default-apps',
      '--no-first-run',
      '--disable-dev-shm-usage',
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ],
  })
}
