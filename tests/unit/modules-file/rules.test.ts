import { expect, test } from 'vitest'
import { createdAddress } from '@/lib/chain/created'
import { parseModulesFile } from '@/lib/modules-file/parse'
import { ModuleRules } from '@/lib/modules-file/rules'

/** Who deployed Tether, and with which nonce: a public fact of mainnet. */
const DEPLOYER = '0x36928500bc1dcd7af6a2b4008875cc336b927d57'
const USDT = '0xdac17f958d2ee523a2206206994597c13d831ec7'
const OTHER = `0x${'1'.repeat(40)}` as const
const PAIR = `0x${'2'.repeat(64)}` as const

const rules = new ModuleRules(
  parseModulesFile(
    {
      modules: [
        { id: 'stable', name: 'Stable', deployers: [DEPLOYER] },
        { id: 'pools', name: 'Pools', codeHashes: [PAIR] },
        { id: 'named', name: 'Named', addresses: [{ address: OTHER, label: 'The one' }] },
      ],
    },
    'modules.json',
  ),
)

test('a contract made by a deployer is known by its address, wherever it was created', () => {
  expect(rules.match({ address: USDT })).toEqual({
    moduleId: 'stable',
    rule: 'deployer',
    ground: DEPLOYER,
    label: '',
  })
  expect(rules.match({ address: createdAddress(DEPLOYER, 4095n) })?.moduleId).toBe('stable')
  expect(rules.match({ address: createdAddress(DEPLOYER, 4096n) })).toBeUndefined()
})

test('a creation seen names the deployer of any other contract', () => {
  const address = `0x${'3'.repeat(40)}` as const
  expect(rules.match({ address })).toBeUndefined()
  expect(rules.match({ address, creator: DEPLOYER })?.rule).toBe('deployer')
  expect(rules.match({ address, creator: OTHER })).toBeUndefined()
})

test('an address is stronger than a deployer, and that than a code hash', () => {
  expect(rules.match({ address: OTHER, creator: DEPLOYER, codeHash: PAIR })).toEqual({
    moduleId: 'named',
    rule: 'address',
    ground: OTHER,
    label: 'The one',
  })
  const address = `0x${'4'.repeat(40)}` as const
  expect(rules.match({ address, creator: DEPLOYER, codeHash: PAIR })?.moduleId).toBe('stable')
  expect(rules.match({ address, codeHash: PAIR })).toEqual({
    moduleId: 'pools',
    rule: 'code hash',
    ground: PAIR,
    label: '',
  })
})
