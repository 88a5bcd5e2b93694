import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readEnvironment, readSettings, redactUrl } from '@/lib/env'

const DATABASE_URL = 'postgresql://me:secret@db.example:5433/chains'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'parascope-env-'))
})

afterEach(() => rmSync(folder, { recursive: true }))

function withFile(content: unknown): void {
  writeFileSync(path.join(folder, 'parascope.config.json'), JSON.stringify(content))
}

describe('variables', () => {
  it('need nothing to be set for a start', () => {
    expect(readSettings({}, folder)).toEqual({
      databaseUrl: undefined,
      chains: [],
      site: { host: '127.0.0.1', port: 3000 },
    })
  })

  it('make one default chain of RPC_URL', () => {
    const registry = '0x5FbDB2315678afecb367f032d93F642f64180aa3'
    const environment = readEnvironment(
      {
        DATABASE_URL,
        RPC_URL: 'http://node:8545',
        START_BLOCK: '12',
        REGISTRY_ADDRESS: registry,
        PORT: '80',
      },
      folder,
    )
    expect(environment).toEqual({
      databaseUrl: DATABASE_URL,
      chains: [
        {
          name: 'Chain',
          rpcUrl: 'http://node:8545',
          isDefault: true,
          startBlock: 12n,
          registry: '0x5fbdb2315678afecb367f032d93f642f64180aa3',
          programs: [],
        },
      ],
      site: { host: '127.0.0.1', port: 80 },
    })
  })

  it.each([
    [{ RPC_URL: 'localhost:8545' }, 'RPC_URL is "localhost:8545", but it must be an http or https address'],
    [{ RPC_URL: 'ws://node' }, 'RPC_URL is "ws://node", but it must be an http or https address'],
    [{ PORT: '70000' }, 'PORT is "70000", but it must be a port number from 1 to 65535.'],
    [
      { RPC_URL: 'http://node', START_BLOCK: '-1' },
      'START_BLOCK is "-1", but it must be a whole number from 0',
    ],
    [
      { RPC_URL: 'http://node', REGISTRY_ADDRESS: '0x12' },
      'REGISTRY_ADDRESS is "0x12", but it must be an address',
    ],
    [
      { DATABASE_URL: 'mysql://u:secret@h/d' },
      'DATABASE_URL is "mysql://u:***@h/d", but it must look like postgresql',
    ],
    [{ DATABASE_URL: 'postgres://h:5432' }, 'DATABASE_URL is "postgres://h:5432", but it must look like'],
    [{ PARASCOPE_CONFIG: 'nowhere.json' }, /^.*nowhere\.json cannot be read: name an existing file/],
  ])('%j is refused with a sentence', (variables, message) => {
    expect(() => readSettings(variables, folder)).toThrow(message)
  })

  it('must name a database where a process needs one', () => {
    expect(() => readEnvironment({ DATABASE_URL: ' ' }, folder)).toThrow(/^DATABASE_URL is not set: /)
  })
})

describe('the file of chains', () => {
  const first = { name: 'One', rpcUrl: 'http://one', chainId: 1 }
  const second = { name: 'Two', rpcUrl: 'https://two', chainId: '2', startBlock: '9007199254740993' }

  it('makes the first chain the default where none is marked', () => {
    withFile({ chains: [first, second] })
    expect(readSettings({}, folder).chains).toEqual([
      { name: 'One', rpcUrl: 'http://one', chainId: 1n, isDefault: true, programs: [] },
      {
        name: 'Two',
        rpcUrl: 'https://two',
        chainId: 2n,
        startBlock: 9007199254740993n,
        isDefault: false,
        programs: [],
      },
    ])
  })

  it('names a modules file beside itself, and MODULES_FILE that of a chain by RPC_URL', () => {
    withFile({ chains: [{ name: 'One', rpcUrl: 'http://one', modules: 'our/modules.json' }] })
    expect(readSettings({}, folder).chains[0]?.modulesFile).toBe(path.join(folder, 'our/modules.json'))
    rmSync(path.join(folder, 'parascope.config.json'))
    const { chains } = readSettings({ RPC_URL: 'http://one', MODULES_FILE: 'm.json' }, folder)
    expect(chains[0]?.modulesFile).toBe(path.join(folder, 'm.json'))
  })

  it('names layouts beside itself, and LAYOUTS those of a chain by RPC_URL', () => {
    withFile({ chains: [first, { ...second, layouts: 'out' }] })
    expect(readSettings({}, folder).chains.map(({ layouts }) => layouts)).toEqual([
      undefined,
      path.join(folder, 'out'),
    ])
    rmSync(path.join(folder, 'parascope.config.json'))
    const [chain] = readSettings({ RPC_URL: 'http://one', LAYOUTS: '/srv/layouts.json' }, folder).chains
    expect(chain?.layouts).toBe('/srv/layouts.json')
  })

  it('names programs of any kind, one of them by its kind alone, and lists beside itself', () => {
    const [program, token] = [`0x${'Ab'.repeat(20)}`, `0x${'cd'.repeat(20)}`]
    const programs = [
      { kind: 'world-grants' },
      { kind: 'erc20-treasury', address: program, name: 'Fund', parts: { token }, list: 'out/list.csv' },
    ]
    withFile({ chains: [{ ...first, programs }] })
    expect(readSettings({}, folder).chains[0]?.programs).toEqual([
      { kind: 'world-grants' },
      {
        kind: 'erc20-treasury',
        address: program.toLowerCase(),
        name: 'Fund',
        parts: { token },
        list: path.join(folder, 'out/list.csv'),
      },
    ])
  })

  const address = `0x${'ab'.repeat(20)}`
  it.each([
    [[{ kind: 'lottery', address }], 'programs.0.kind: must be one of personhood-pay, world-grants, '],
    [
      [{ kind: 'personhood-pay', name: 'X' }],
      'programs.0.address: must be given for a program of kind personhood-pay',
    ],
    [
      [{ kind: 'personhood-pay', address, name: 'X', list: 'l' }],
      'programs.0.list: a program of kind personhood-pay pays by no list',
    ],
    [
      [{ kind: 'merkle-distributor' }],
      'programs.0.address: must be given: no Merkle distributor is known by its kind alone',
    ],
    [
      [{ kind: 'erc20-treasury', address }],
      'programs.0.parts: must name the token of a program of kind erc20-treasury',
    ],
    [
      [
        { kind: 'circles-v2', address },
        { kind: 'circles-v2', address },
      ],
      `programs.1: is the program ${address} a second time`,
    ],
    [
      [{ kind: 'world-grants' }, { kind: 'world-grants' }],
      'programs.1: is the program world-grants a second time',
    ],
  ])('refuses the programs %j with a sentence', (programs, message) => {
    withFile({ chains: [{ ...first, programs }] })
    expect(() => readSettings({}, folder)).toThrow(message)
  })

  it('may mark another', () => {
    withFile({ chains: [first, { ...second, default: true }] })
    expect(readSettings({}, folder).chains.map(({ isDefault }) => isDefault)).toEqual([false, true])
  })

  it.each([
    [{ chains: [] }, 'chains: must name at least one chain'],
    [{ chains: [{ ...first, rpcUrl: 'ftp://x' }] }, 'chains.0.rpcUrl: must be an http or https address'],
    [{ chains: [{ ...first, startblock: 1 }] }, 'Unrecognized key: "startblock"'],
    [{ chains: [first, { ...second, chainId: 1 }] }, 'two chains have the chainId 1.'],
    [{ chains: [first, { ...second, name: 'One' }] }, 'two chains have the name One.'],
    [
      {
        chains: [
          { ...first, default: true },
          { ...second, default: true },
        ],
      },
      'only one chain can be the default, but 2 are.',
    ],
  ])('%j is refused with a sentence', (content, message) => {
    withFile(content)
    expect(() => readSettings({}, folder)).toThrow(message)
  })

  it('is not mixed with RPC_URL', () => {
    withFile({ chains: [first] })
    expect(() => readSettings({ RPC_URL: 'http://three' }, folder)).toThrow(/^Both RPC_URL and the file /)
  })

  it('that is no JSON is refused with a sentence', () => {
    writeFileSync(path.join(folder, 'parascope.config.json'), '{')
    expect(() => readSettings({}, folder)).toThrow(/parascope\.config\.json is not valid JSON: /)
  })
})

describe('redactUrl', () => {
  it('hides the password alone', () => {
    expect(redactUrl('postgres://u:p:q@h:1/d')).toBe('postgres://u:***@h:1/d')
    expect(redactUrl('postgres://u@h:1/d')).toBe('postgres://u@h:1/d')
  })
})
