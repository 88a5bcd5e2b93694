import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { readLists } from '@/indexer/periods/lists'

const folder = mkdtempSync(path.join(tmpdir(), 'parascope-lists-'))
afterAll(() => rmSync(folder, { recursive: true }))

const account = `0x${'ab'.repeat(20)}`
const listed = (name: string, text: string) => {
  const list = path.join(folder, name)
  writeFileSync(list, text)
  return { kind: 'merkle-distributor', list }
}

test('the lists of the programs that name one, as they were published', async () => {
  const config = listed('list.csv', `index,account,amount\n3,${account},50\n`)
  const lists = await readLists([{ kind: 'world-grants' }, config])
  expect([...lists]).toEqual([[config, [{ index: 3n, account, amount: 50n }]]])
})

test('one sentence that names the file', async () => {
  const missing = path.join(folder, 'none.csv')
  await expect(readLists([{ kind: 'merkle-distributor', list: missing }])).rejects.toThrow(
    `The list ${missing} cannot be read: name an existing file, or take "list" out.`,
  )
  const wrong = listed('wrong.csv', `${account},1\nnobody,5\n`)
  await expect(readLists([wrong])).rejects.toThrow(
    `${wrong.list}: Line 2 of the list, "nobody,5", cannot be read`,
  )
})
