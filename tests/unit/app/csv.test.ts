import { expect, it } from 'vitest'
import { csvResponse } from '@/app/api/v1/csv'

const columns = [
  { name: 'label', cell: (row: { label: string }) => row.label },
  { name: 'gas', cell: () => 21_000n },
]

it('writes its statement, its head and its rows, quoted where they have to be', async () => {
  const rows = [{ label: 'Pool' }, { label: 'a "b", c' }, { label: '=1+1' }, { label: '-5' }]
  const response = csvResponse({ name: 'file', statement: 'chain 1; 4 rows', columns, rows })
  expect(response.headers.get('content-disposition')).toBe('attachment; filename="file.csv"')
  expect(await response.text()).toBe(
    [
      '# chain 1; 4 rows',
      'label,gas',
      'Pool,21000',
      '"a ""b"", c",21000',
      "'=1+1,21000",
      '-5,21000',
      '',
    ].join('\r\n'),
  )
})

it('streams rows as they come, in any number', async () => {
  async function* rows() {
    for (let i = 0; i < 2500; i++) yield { label: `${i}` }
  }
  const text = await csvResponse({ name: 'file', statement: '2500 rows', columns, rows: rows() }).text()
  expect(text.split('\r\n').length).toBe(2503)
  expect(text.endsWith('2499,21000\r\n')).toBe(true)
})
