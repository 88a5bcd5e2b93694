import { describe, expect, inject, test } from 'vitest'
import { useBrowser, visit } from './browser'
import { columnOf, rowsOf } from './tables'

describe('was I paid?', () => {
  const open = useBrowser()
  const { payment } = inject('samples')

  test('an address: each payment, why this amount, and that it is exact', async () => {
    const { page, takeFaults, close } = await open()
    await visit(page, '/wallet')
    await page.getByLabel('Your address, or a nullifier').fill(payment.recipient)
    await page.getByRole('button', { name: 'Look' }).click()
    await page.waitForURL(`**/wallet?of=${payment.recipient}`)
    const rows = await rowsOf(page, 'Payments')
    expect(rows.length).toBeGreaterThan(0)
    expect(await columnOf(page, 'Payments', 'By the rule')).toEqual(rows.map(() => 'exact'))
    for (const why of await columnOf(page, 'Payments', 'Why this amount'))
      expect(why).toMatch(/share of the budget, [\d,.]+PAY, over \d+ members/)
    await page.getByRole('link', { name: 'step by step' }).last().click()
    await page.waitForURL(`**/payment/${payment.hash}/${payment.logIndex}`)
    expect(takeFaults()).toEqual([])
    await close()
  })

  test('nobody: that nothing was paid, and what can still be claimed', async () => {
    const { page, close } = await open()
    await visit(page, '/wallet?of=12345')
    const text = await page.locator('main').textContent()
    expect(text).toContain('No payment was made under this nullifier.')
    expect(text).toContain('Personhood Pay, epoch 3 is open until')
    await close()
  })

  test('a wallet that announces itself is asked for its address, and for nothing else', async () => {
    const { page, close } = await open()
    await page.addInitScript((address) => {
      const asked: string[] = []
      const provider = {
        request: async ({ method }: { method: string }) => {
          asked.push(method)
          document.documentElement.dataset.asked = asked.join(' ')
          return [address]
        },
      }
      const detail = { info: { uuid: '1', name: 'Test Wallet', icon: '', rdns: 'test' }, provider }
      window.addEventListener('eip6963:requestProvider', () =>
        window.dispatchEvent(new CustomEvent('eip6963:announceProvider', { detail })),
      )
    }, payment.recipient)
    await visit(page, '/wallet')
    await page.getByRole('button', { name: 'Test Wallet' }).click()
    await page.waitForURL(`**/wallet?of=${payment.recipient}`)
    await page.getByRole('table', { name: 'Payments' }).waitFor()
    expect(await page.evaluate(() => document.documentElement.dataset.asked)).toBe('eth_requestAccounts')
    await close()
  })
})
