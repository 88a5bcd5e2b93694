import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readLayouts } from '@/indexer/layouts'
import { findLayout } from '@/lib/parallelism/names/layout-book'

const ADDRESS = '0x5FbDB2315678afecb367f032d93F642f64180aa3'

/** A layout with one variable of this name. */
const layoutWith = (label: string) => ({
  storage: [{ label, offset: 0, slot: '0', type: 't_uint256' }],
  types: { t_uint256: { encoding: 'inplace', label: 'uint256', numberOfBytes: '32' } },
})

let folder: string

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'layouts-'))
})

afterEach(() => rmSync(folder, { recursive: true }))

function write(name: string, content: unknown): string {
  const file = path.join(folder, name)
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content))
  return file
}

describe('layouts', () => {
  test('come from a file by address or label, and from the files that it names', async () => {
    write('out/Pool.sol/Pool.json', { abi: [], storageLayout: layoutWith('reserve0') })
    const file = write('layouts.json', {
      [ADDRESS]: layoutWith('total'),
      'PAY/KWH pool': 'out/Pool.sol/Pool.json',
    })
    const book = await readLayouts(file)
    const first = (contract: { address: string; label?: string }) =>
      findLayout(book, contract)?.variables[0]?.label
    expect(first({ address: ADDRESS.toLowerCase() })).toBe('total')
    expect(first({ address: '0xbb', label: 'PAY/KWH pool' })).toBe('reserve0')
    expect(first({ address: '0xbb', label: 'Vault' })).toBeUndefined()
  })

  test('come from a folder of artifacts by their names; artifacts without a layout are passed over', async () => {
    write('Vault.sol/Vault.json', { abi: [], storageLayout: layoutWith('shares') })
    write('IVault.sol/IVault.json', { abi: [] })
    write('build-info/1.json', '{}')
    const book = await readLayouts(folder)
    expect([...book.byLabel.keys()]).toEqual(['vault'])
  })

  test.each([
    [
      'nowhere.json',
      undefined,
      /^The layouts .*nowhere\.json cannot be read: name an existing file or folder\.$/,
    ],
    ['a.json', '{', /^.*a\.json is not valid JSON: /],
    ['a.json', [], /^.*a\.json is no file of layouts: /],
    ['a.json', { [ADDRESS]: { storage: 1 } }, /^.*a\.json: 0x5FbDB.* is no storage layout at storage: /],
    [
      'a.json',
      { Pool: 'Pool.json' },
      /^The layout file .*Pool\.json cannot be read: name an existing file\.$/,
    ],
  ])('%s with %j is refused with a sentence', async (name, content, sentence) => {
    const file = content === undefined ? path.join(folder, name) : write(name, content)
    await expect(readLayouts(file)).rejects.toThrow(sentence)
  })

  test('of a folder without any are refused with the setting that makes them', async () => {
    write('IVault.sol/IVault.json', { abi: [] })
    await expect(readLayouts(folder)).rejects.toThrow('extra_output = ["storageLayout"]')
  })
})
