import { expect, test } from 'vitest'
import { ModuleAssignment } from '@/indexer/modules'

test('a contract belongs to the module that it entered last, until it leaves that one', () => {
  const modules = new ModuleAssignment()
  expect(modules.register('defi')).toBe(0)
  expect(modules.register('identity')).toBe(1)
  expect(modules.register('defi')).toBeUndefined()
  expect(modules.moduleOf('0xaa')).toBeUndefined()
  modules.move('0xaa', 'defi', true)
  expect(modules.moduleOf('0xaa')).toBe('defi')
  modules.move('0xaa', 'identity', true)
  modules.move('0xaa', 'defi', false)
  expect(modules.moduleOf('0xaa')).toBe('identity')
  modules.move('0xaa', 'identity', false)
  expect(modules.moduleOf('0xaa')).toBeUndefined()
})

test('ordinals go on after the modules that are stored', () => {
  expect(new ModuleAssignment(['defi', 'identity']).register('energy-grid')).toBe(2)
})

test('a contract has the label that the registry gave it last', () => {
  const modules = new ModuleAssignment()
  modules.move('0xaa', 'defi', true, 'Pool')
  modules.move('0xaa', 'defi', false)
  expect(modules.labelOf('0xaa')).toBe('Pool')
  modules.move('0xaa', 'defi', true, 'Old pool')
  expect([modules.labelOf('0xaa'), modules.labelOf('0xbb')]).toEqual(['Old pool', undefined])
})
