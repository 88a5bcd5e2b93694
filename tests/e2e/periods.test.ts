import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { PERIODS_CHAIN } from '../support/stack'
import { type Tab, useBrowser, visit } from './browser'
import { columnOf, factOf, rowsOf } from './tables'

const base = `/c/${PERIODS_CHAIN}`

describe('programs that are audited by periods', () => {
  const open = useBrowser()
  const { url } = inject('site')
  const { programs, payment } = inject('samples').periods
  let tab: Tab
  beforeAll(async () => {
    tab = await open()
  })
  afterAll(() => tab?.close())

  test('are listed with their kind, periods and last verdict', async () => {
    const { page } = tab
    await visit(page, `${base}/programs`)
    const rows = await rowsOf(page, 'Programs')
    expect(rows.map(([name, kind, audit, periods]) => [name, kind, audit, periods])).toEqual([
      ['Relief fund', 'ERC-20 treasury', 'indeterminate September 2024 (UTC)', '3'],
      ['Daily income', 'GoodDollar UBI', 'pass day 35', '7'],
      ['World grants', 'World grants', 'pass grant 39, August 2024 and September 2024', '1'],
      ['Circles v2', 'Circles v2', 'pass day 1421, 5 September 2024', '8'],
      ['Harvest relief', 'Merkle distributor', 'pass the life of its root', '1'],
    ])
  })

  test('a program: its periods, what goes on now and when it is audited, and what cannot be verified', async () => {
    const { page } = tab
    await visit(page, `${base}/program/${programs.ubi}`)
    const days = await rowsOf(page, 'Periods')
    expect(days.map(([day, verdict, , payments, paid]) => [day, verdict, payments, paid]).slice(3)).toEqual([
      ['Day 3', 'pass', '0', '0.00PAY'],
      ['Day 2', 'pass', '1', '333.33PAY'],
      ['Day 1', 'fail', '3', '999.99PAY'],
      ['Day 0', 'pass', '3', '999.99PAY'],
    ])
    expect(await rowsOf(page, 'Periods that go on')).toEqual([
      ['Day 61', '0', 'By the first block from 2024-10-02 00:00:00 UTC on.'],
    ])
    expect(await factOf(page, 'Period start')).toContain('2024-08-01 00:00:00 UTC')
    const unanswered = await columnOf(page, 'What cannot be answered', 'Check')
    expect(unanswered).toContain('One person, one root')
    expect(unanswered).toContain('Setters without an event')
  })

  test('a period with a fault: the check that found it, its evidence, and the payment that it names', async () => {
    const { page } = tab
    await visit(page, `${base}/program/${programs.ubi}/epoch/1`)
    const checks = await rowsOf(page, 'Checks')
    expect(checks[0]?.slice(0, 2)).toEqual(['fail', 'One payment a person nullifier-unique'])
    expect(checks.slice(1).map(([verdict]) => verdict)).toEqual(checks.slice(1).map(() => 'pass'))
    await page.getByRole('link', { name: 'Evidence', exact: true }).click()
    const [evidence] = await rowsOf(page, 'Evidence of One payment a person')
    expect(evidence?.[2]).toBe('claimed again')
    const payments = page.getByRole('table', { name: 'Payments' }).locator('tbody th a')
    expect(await payments.count()).toBe(3)
    await payments.last().click()
    await page.waitForURL('**/payment/**')
    await page.getByRole('table', { name: 'Evidence of nullifier-unique' }).waitFor()
    expect(await factOf(page, 'This payment')).toBe('fail')
    expect(await rowsOf(page, 'Transfers of this transaction')).toEqual([
      ['1', 'Daily income', expect.stringMatching(/^0x/), 'yes, this amount', '333.333333333333333333'],
    ])
    expect(tab.takeFaults()).toEqual([])
  })

  test('what can be taken away: the report, the command that makes it again, payments and findings', async () => {
    const { page } = tab
    const path = `/api/v1/programs/${programs.distributor}/epochs/1`
    await visit(page, `${base}/program/${programs.distributor}/epoch/1`)
    expect(await factOf(page, 'Published list')).toBe('5 entries')
    expect((await page.locator('pre.command').textContent())?.trim()).toBe(
      `npm run verify -- --rpc URL --kind merkle-distributor --program ${programs.distributor} --up-to 22 --list LIST --report report.json`,
    )
    const link = await page.getByRole('link', { name: 'the report' }).getAttribute('href')
    expect(link).toBe(`${path}/report?chain=${PERIODS_CHAIN}`)
    const report = await (await fetch(`${url}${link}`)).json()
    expect(report).toMatchObject({
      format: 'parascope-period-report-1',
      verdict: 'pass',
      totals: { payments: 4, paid: '700000000000000000000' },
    })
    const answer = await (await fetch(`${url}${path}?chain=${PERIODS_CHAIN}`)).json()
    expect(answer).toMatchObject({
      period: { label: 'the life of its root', audits: 4 },
      audit: { verdict: 'pass' },
    })
    const csv = await (await fetch(`${url}${path}/payments?chain=${PERIODS_CHAIN}&format=csv`)).text()
    const [, header, first, ...rest] = csv.trim().split(/\r?\n/)
    expect(header).toBe('block,log_index,timestamp,transaction,period,subject,payee,amount')
    expect(first).toMatch(
      new RegExp(`^10,${payment.logIndex},\\d+,${payment.hash},1,claim 0,${payment.recipient},`),
    )
    expect(rest).toHaveLength(3)
    const findings = await (await fetch(`${url}/api/v1/findings?chain=${PERIODS_CHAIN}`)).json()
    expect(findings).toMatchObject({ findings: [{ checkId: 'nullifier-unique', period: 'day 1' }] })
  })

  test('a period that nobody can audit is shown with the reason', async () => {
    const { page } = tab
    await visit(page, `${base}/program/${programs.treasury}/epoch/202407`)
    const text = await page.locator('main').textContent()
    expect(text).toContain('The period July 2024 (UTC) began before the chain: block 0 is later.')
    expect(await page.getByRole('table', { name: 'Checks' }).count()).toBe(0)
  })

  test('who asks what they were paid sees payments of periods, and which are not listed yet', async () => {
    const { page } = tab
    await visit(page, `${base}/wallet?of=${payment.recipient}`)
    expect(await columnOf(page, 'Payments', 'For')).toEqual([
      'Daily income, day 1',
      'Circles v2, day 1386, 1 August 2024',
      'Relief fund, August 2024 (UTC)',
      'World grants, grant 39, August 2024 and September 2024',
      'Daily income, day 0',
      'Harvest relief, the life of its root',
    ])
    expect(await page.locator('main').textContent()).toContain(
      'Not in here yet: payments of periods that go on',
    )
    expect(tab.takeFaults()).toEqual([])
  })
})
