import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { versionProblem as postgresProblem } from '@/lib/db/migrate'
import { stateFolder } from '@/lib/env'
import { errorLine, followLog } from '../../../scripts/start/log'
import { parseOptions } from '../../../scripts/start/options'

describe('the options of npm start', () => {
  it('may all be left out', () => {
    expect(parseOptions([])).toEqual({
      port: undefined,
      host: undefined,
      blocks: undefined,
      reset: false,
      help: false,
    })
  })

  it('are read', () => {
    expect(
      parseOptions(['--port', '80', '--host', '0.0.0.0', '--blocks', '19932148,13287210', '--reset']),
    ).toEqual({ port: 80, host: '0.0.0.0', blocks: '19932148,13287210', reset: true, help: false })
  })

  it.each([
    [['--port', '0'], '--port is "0", but it must be a port number from 1 to 65535.'],
    [['--port', '70000'], '--port is "70000", but it must be a port number from 1 to 65535.'],
    [['--blocks', '1;2'], '--blocks is "1;2", but it must be block numbers with commas between'],
    [['--colour'], 'Unknown option \'--colour\': "npm start -- --help" lists the options.'],
    [['here'], "Unexpected argument 'here'"],
  ])('%j are refused with a sentence', (args, sentence) => {
    expect(() => parseOptions(args)).toThrow(sentence)
  })
})

describe('a log', () => {
  let folder: string
  let file: string

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'parascope-log-'))
    file = path.join(folder, 'x.log')
  })

  afterEach(() => rmSync(folder, { recursive: true }))

  it.each([
    ['', ''],
    ['ready\nThe port is taken.\n', 'The port is taken.'],
    [
      "file:///x.ts:3\n  throw new Error('no')\n        ^\n\nTypeError: no such thing\n    at f (x.ts:3:9)\n    at g (x.ts:9:1) {\n  code: 'E'\n}\n\nNode.js v20.20.2\n",
      'TypeError: no such thing',
    ],
    [
      'Error: outer\n    at f (x.ts:3:9) {\n  [cause]: Error: inner\n      at g (x.ts:9:1)\n}\nNode.js v20.20.2',
      'Error: outer',
    ],
    [
      '2026-11-22 [7] LOG:  starting\n2026-11-22 [7] FATAL:  lock file "postmaster.pid" already exists\n2026-11-22 [7] HINT:  Is another running?\n',
      'lock file "postmaster.pid" already exists',
    ],
  ])('%j ends for the reason %j', (content, reason) => {
    writeFileSync(file, `Error: of an earlier run\n    at x\n${content}`)
    expect(errorLine(file, Buffer.byteLength('Error: of an earlier run\n    at x\n'))).toBe(reason)
  })

  it('is followed line by line, from an offset on, to its end', () => {
    writeFileSync(file, 'before\n')
    const lines: string[] = []
    const end = followLog(file, 7, (line) => lines.push(line))
    writeFileSync(file, 'äöü\nhalf', { flag: 'a' })
    writeFileSync(file, ' a line\nunended', { flag: 'a' })
    end()
    expect(lines).toEqual(['äöü', 'half a line'])
  })
})

describe('what is too old', () => {
  it.each([
    [
      140_010,
      /^The Postgres of DATABASE_URL is version 14, and Parascope needs 15 or newer: update it, or unset/,
    ],
    [90_624, /^The Postgres of DATABASE_URL is version 9, and Parascope needs 15/],
  ])('Postgres %d is named', (version, sentence) => {
    expect(postgresProblem(version)).toMatch(sentence)
  })

  it.each([150_000, 180_004])('Postgres %d is not', (version) => {
    expect(postgresProblem(version)).toBeUndefined()
  })
})

describe('the folder of the state', () => {
  it('is in the project, unless another is named', () => {
    expect(stateFolder('/p', {})).toBe('/p/.parascope')
    expect(stateFolder('/p', { PARASCOPE_HOME: 'x' })).toBe('/p/x')
    expect(stateFolder('/p', { PARASCOPE_HOME: '/var/x' })).toBe('/var/x')
  })
})
