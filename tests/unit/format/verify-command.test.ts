import { expect, test } from 'vitest'
import { verifyCommand } from '@/lib/format/verify-command'

const [program, token, identity] = ['aa', 'bb', 'cc'].map((byte) => `0x${byte.repeat(20)}`)
const whole = { firstBlock: 100n, lastBlock: 199n, linked: 101n, listEntries: undefined }

test('a period with an end is named by its number, with the parts that the program does not tell', () => {
  expect(
    verifyCommand(
      {
        chainId: 1n,
        kind: 'gooddollar-ubi',
        address: program ?? '',
        parts: { token: token ?? '', identity: identity ?? '' },
      },
      { ...whole, epoch: 7n, endsAt: 9n },
    ),
  ).toBe(
    `npm run verify -- --rpc URL --kind gooddollar-ubi --program ${program} --part identity=${identity} --period 7 --report report.json`,
  )
})

test('a preset has its parts with it', () => {
  const preset = {
    chainId: 42_220n,
    kind: 'gooddollar-ubi',
    address: '0x43d72ff17701b2da814620735c39c620ce0ea4a1',
    parts: { identity: '0xc361a6e67822a0edc17d899227dd9fc50bd62f42' },
  }
  expect(verifyCommand(preset, { ...whole, epoch: 7n, endsAt: 9n })).not.toContain('--part')
})

test('one without an end by its last block; a list, and another number of linked headers than the command takes by itself, are named', () => {
  const of = {
    chainId: 1n,
    kind: 'merkle-distributor',
    address: program ?? '',
    parts: { token: token ?? '' },
  }
  const life = { ...whole, epoch: 1n, endsAt: undefined }
  expect(verifyCommand(of, { ...life, listEntries: 5 })).toMatch(
    / --up-to 199 --list LIST --report report\.json$/,
  )
  expect(verifyCommand(of, { ...life, linked: 60n })).toMatch(/ --up-to 199 --link 60 --report report\.json$/)
  expect(verifyCommand(of, { ...life, lastBlock: 9_999n, linked: 9_901n })).toContain(' --link 9901 ')
})
