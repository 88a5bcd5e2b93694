import { describe, expect, it, test } from 'vitest'
import { UserError } from '@/lib/errors'
import { parseModulesFile } from '@/lib/modules-file/parse'

const USDT = '0xdAC17F958D2ee523a2206206994597C13D831ec7'
const WETH = '0xc02aaa39b223fe8d0a0e5c4f27ead9083c756cc2'
const HASH = `0x${'5B'.repeat(32)}`

/** A file with one module, some of whose fields are set. */
const withModule = (fields: object) => ({
  modules: [{ id: 'dex', name: 'DEX', addresses: [WETH], ...fields }],
})

test('a whole file, in lower case and with what it leaves out', () => {
  const file = {
    about: 'an example',
    modules: [
      {
        id: 'stable-coins',
        name: 'Stable coins',
        description: 'Money',
        addresses: [{ address: USDT, label: 'USDT' }, WETH],
        deployers: [`0x${'A'.repeat(40)}`],
        codeHashes: [HASH],
      },
      { id: 'dex', name: 'DEX', deployers: [`0x${'b'.repeat(40)}`] },
    ],
  }
  expect(parseModulesFile(file, 'modules.json')).toEqual({
    modules: [
      {
        id: 'stable-coins',
        name: 'Stable coins',
        description: 'Money',
        addresses: [
          { address: USDT.toLowerCase(), label: 'USDT' },
          { address: WETH, label: '' },
        ],
        deployers: [`0x${'a'.repeat(40)}`],
        codeHashes: [HASH.toLowerCase()],
      },
      {
        id: 'dex',
        name: 'DEX',
        description: '',
        addresses: [],
        deployers: [`0x${'b'.repeat(40)}`],
        codeHashes: [],
      },
    ],
  })
})

test('an empty list declares nothing', () => {
  expect(parseModulesFile({ modules: [] }, 'f')).toEqual({ modules: [] })
})

describe('what is refused, in one sentence', () => {
  const refused: [string, unknown, string][] = [
    ['no object', 7, 'm.json: the file must be an object in braces'],
    ['no list', {}, 'm.json: modules must be a list in square brackets'],
    [
      'an unknown field of the file',
      { modules: [], version: 2 },
      'm.json: the file has the field "version", which means nothing here: correct its name or take it out',
    ],
    [
      'an unknown field of a module',
      withModule({ adresses: [] }),
      'm.json: modules[0] has the field "adresses", which means nothing here: correct its name or take it out',
    ],
    [
      'an unknown field of an address',
      withModule({ addresses: [{ address: WETH, name: 'x' }] }),
      'm.json: modules[0].addresses[0] has the field "name", which means nothing here: correct its name or take it out',
    ],
    [
      'no id',
      { modules: [{ name: 'DEX', addresses: [WETH] }] },
      'm.json: modules[0].id must be a short name in quotes',
    ],
    [
      'an id with capitals',
      withModule({ id: 'Dex' }),
      'm.json: modules[0].id must be of lower-case letters and digits, with single hyphens between',
    ],
    [
      'a long id',
      withModule({ id: 'a'.repeat(33) }),
      'm.json: modules[0].id must have at most 32 characters',
    ],
    [
      'a reserved id',
      withModule({ id: 'unassigned' }),
      'm.json: modules[0].id must be another word: unassigned and transfer mean contracts and accounts of no module',
    ],
    [
      'the other reserved id',
      withModule({ id: 'transfer' }),
      'm.json: modules[0].id must be another word: unassigned and transfer mean contracts and accounts of no module',
    ],
    ['an empty name', withModule({ name: ' ' }), 'm.json: modules[0].name must not be empty'],
    [
      'no list of addresses',
      withModule({ addresses: WETH }),
      'm.json: modules[0].addresses must be a list in square brackets',
    ],
    [
      'a short address',
      withModule({ addresses: ['0x12'] }),
      'm.json: modules[0].addresses[0] must be an address: 0x and 40 hexadecimal digits',
    ],
    [
      'a number for an address',
      withModule({ addresses: [WETH, 7] }),
      'm.json: modules[0].addresses[1] must be an address, or an object with one',
    ],
    [
      'a wrong checksum',
      withModule({ addresses: [{ address: USDT.replace('dAC', 'DaC') }] }),
      `m.json: modules[0].addresses[0].address is ${USDT.replace('dAC', 'DaC')}, whose checksum is wrong: check the digits, and write ${USDT} if they are right`,
    ],
    [
      'a wrong checksum of a deployer',
      withModule({ deployers: [USDT.replace('dAC', 'DaC')] }),
      `m.json: modules[0].deployers[0] is ${USDT.replace('dAC', 'DaC')}, whose checksum is wrong: check the digits, and write ${USDT} if they are right`,
    ],
    [
      'the zero address',
      withModule({ addresses: [`0x${'0'.repeat(40)}`] }),
      'm.json: modules[0].addresses[0] is the zero address, which never has code: leave it out',
    ],
    [
      'a short code hash',
      withModule({ codeHashes: ['0x12'] }),
      'm.json: modules[0].codeHashes[0] must be a code hash: 0x and 64 hexadecimal digits',
    ],
    [
      'the hash of no code',
      withModule({ codeHashes: ['0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470'] }),
      'm.json: modules[0].codeHashes[0] is the hash of no code at all: leave it out',
    ],
    [
      'no members',
      withModule({ addresses: [] }),
      'm.json: modules[0] has no members: give it addresses, deployers or codeHashes',
    ],
    [
      'an id used twice',
      { modules: [...withModule({}).modules, { id: 'dex', name: 'Other', addresses: [USDT] }] },
      'm.json: modules[1].id: the id "dex" is used twice (modules[0].id): keep one of the two',
    ],
    [
      'an address in two modules',
      {
        modules: [
          ...withModule({}).modules,
          { id: 'weth', name: 'WETH', addresses: [USDT, { address: WETH }] },
        ],
      },
      `m.json: modules[1].addresses[1]: the address ${WETH} stands in module "dex" too (modules[0].addresses[0]): keep one of the two`,
    ],
    [
      'an address twice in one',
      withModule({ addresses: [USDT, USDT.toLowerCase()] }),
      `m.json: modules[0].addresses[1]: the address ${USDT.toLowerCase()} stands twice in this module (modules[0].addresses[0]): keep one of the two`,
    ],
    [
      'a deployer of two modules',
      {
        modules: [
          ...withModule({ deployers: [WETH] }).modules,
          { id: 'weth', name: 'WETH', deployers: [WETH] },
        ],
      },
      `m.json: modules[1].deployers[0]: the deployer ${WETH} stands in module "dex" too (modules[0].deployers[0]): keep one of the two`,
    ],
    [
      'a code hash of two modules',
      {
        modules: [
          ...withModule({ codeHashes: [HASH] }).modules,
          { id: 'weth', name: 'WETH', codeHashes: [HASH] },
        ],
      },
      `m.json: modules[1].codeHashes[0]: the code hash ${HASH.toLowerCase()} stands in module "dex" too (modules[0].codeHashes[0]): keep one of the two`,
    ],
  ]
  it.each(refused)('%s', (_, json, sentence) => {
    let said: unknown
    try {
      parseModulesFile(json, 'm.json')
    } catch (error) {
      said = error
    }
    expect(said).toBeInstanceOf(UserError)
    expect(said instanceof Error && said.message).toBe(`${sentence} (docs/modules.md describes the file).`)
  })
})
