import { describe, expect, it } from 'vitest'
import { roomProblem } from '../../../scripts/setup/install.mjs'
import { versionProblem } from '../../../scripts/setup/node-version.mjs'
import { createSteps } from '../../../scripts/setup/steps.mjs'

const MIB = 1024 * 1024

describe('Node', () => {
  it.each(['20.19.0', '20.20.2', '22.0.0', '24.1.0'])('%s will do', (version) => {
    expect(versionProblem(version)).toBeUndefined()
  })

  it.each(['20.18.3', '18.20.0', '9.11.2'])('%s is too old, and it is said', (version) => {
    expect(versionProblem(version)).toBe(
      `Parascope needs Node 20.19 or newer, and this is ${version}: install a newer one from https://nodejs.org.`,
    )
  })
})

describe('the disk', () => {
  it('must have room to install, or else to run', () => {
    expect(roomProblem(1499.5 * MIB, false, '/p')).toBe(
      'The disk of /p has 1499 MiB free, and Parascope needs 1500 MiB: make room.',
    )
    expect(roomProblem(1500 * MIB, false, '/p')).toBeUndefined()
    expect(roomProblem(299 * MIB, true, '/p')).toBe(
      'The disk of /p has 299 MiB free, and Parascope needs 300 MiB: make room.',
    )
    expect(roomProblem(300 * MIB, true, '/p')).toBeUndefined()
  })
})

describe('steps', () => {
  const record = (isTTY: boolean) => {
    const written: string[] = []
    const output = { isTTY, columns: 80, write: (text: string) => written.push(text) }
    return { steps: createSteps(output), text: () => written.join('') }
  }

  it('are plain lines where nobody watches', async () => {
    const { steps, text } = record(false)
    const result = await steps.run('Postgres', async (note) => {
      note('starting')
      steps.say('  ! something else')
      return 5
    })
    expect(result).toBe(5)
    expect(text()).toMatch(
      /^ {4}Postgres: starting\n {2}! something else\n {2}✓ Postgres +\d\.\d s {2}starting\n$/,
    )
  })

  it('make way for a line of its own on a terminal', async () => {
    const { steps, text } = record(true)
    await steps.run('Postgres', async () => steps.say('  ! something else'))
    expect(text()).toContain('\r\u001b[2K  ! something else\n\r\u001b[2K  … Postgres')
    steps.say('later')
    expect(text().endsWith('\r\u001b[2Klater\n')).toBe(true)
  })

  it('show what failed', async () => {
    const { steps, text } = record(false)
    await expect(steps.run('Site', () => Promise.reject(new Error('no')))).rejects.toThrow('no')
    expect(text()).toMatch(/^ {2}✗ Site +\d\.\d s/)
  })
})
