import { expect, test } from 'vitest'
import { ModuleAssignment } from '@/indexer/modules'

test('a contract belongs to the module that it entered last, until it leaves that one', () => {
  const modules = new ModuleAssignment()
  expect(modules.register('defi', 'registry')).toBe(0)
  expect(modules.register('identity', 'registry')).toBe(1)
  expect(modules.register('defi', 'registry')).toBeUndefined()
  expect(modules.moduleOf('0xaa')).toBeUndefined()
  modules.moveByRegistry('0xaa', 'defi', true)
  expect(modules.moduleOf('0xaa')).toBe('defi')
  modules.moveByRegistry('0xaa', 'identity', true)
  modules.moveByRegistry('0xaa', 'defi', false)
  expect(modules.moduleOf('0xaa')).toBe('identity')
  modules.moveByRegistry('0xaa', 'identity', false)
  expect(modules.moduleOf('0xaa')).toBeUndefined()
})

test('ordinals go on after the modules that are stored', () => {
  const stored = [
    { moduleId: 'defi', origin: 'registry' as const },
    { moduleId: 'identity', origin: 'configuration' as const },
  ]
  expect(new ModuleAssignment(stored).register('energy-grid', 'registry')).toBe(2)
})

test('a module keeps its ordinal when its file declares it anew, or the registry takes it over', () => {
  const modules = new ModuleAssignment([{ moduleId: 'defi', origin: 'configuration' }])
  expect(modules.register('pools', 'configuration')).toBe(1)
  expect(modules.register('defi', 'configuration')).toBe(0)
  expect(modules.register('defi', 'registry')).toBe(0)
  expect(modules.register('defi', 'configuration')).toBeUndefined()
  expect([modules.originOf('defi'), modules.originOf('pools')]).toEqual(['registry', 'configuration'])
})

test('a contract has the label that the registry gave it last', () => {
  const modules = new ModuleAssignment()
  modules.moveByRegistry('0xaa', 'defi', true, 'Pool')
  modules.moveByRegistry('0xaa', 'defi', false)
  expect(modules.labelOf('0xaa')).toBe('Pool')
  modules.moveByRegistry('0xaa', 'defi', true, 'Old pool')
  expect([modules.labelOf('0xaa'), modules.labelOf('0xbb')]).toEqual(['Old pool', undefined])
})

test('the registry takes a contract from a file for good', () => {
  const modules = new ModuleAssignment()
  const member = {
    contract: '0xaa',
    moduleId: 'pools',
    rule: 'address',
    ground: '0xaa',
    label: 'Pair',
  } as const
  modules.enterByFile(member)
  expect([modules.moduleOf('0xaa'), modules.labelOf('0xaa')]).toEqual(['pools', 'Pair'])
  modules.moveByRegistry('0xaa', 'pools', false)
  expect(modules.moduleOf('0xaa')).toBe('pools')
  expect(modules.isNamedByRegistry('0xaa')).toBe(false)
  modules.moveByRegistry('0xaa', 'defi', true)
  expect([modules.moduleOf('0xaa'), modules.isNamedByRegistry('0xaa')]).toEqual(['defi', true])
  expect(modules.configuredMembers).toEqual([])
  modules.moveByRegistry('0xaa', 'defi', false)
  expect([modules.moduleOf('0xaa'), modules.isNamedByRegistry('0xaa')]).toEqual([undefined, true])
})
