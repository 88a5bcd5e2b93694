import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { COMMON_POINTS, DEPTH_POINTS } from '@/lib/audit/groth16/semaphore-key-data'
import { semaphoreKey } from '@/lib/audit/groth16/semaphore-keys'

const require = createRequire(import.meta.url)
const g1 = z.tuple([z.string(), z.string(), z.literal('1')])
const pair = z.tuple([z.string(), z.string()])
const g2 = z.tuple([pair, pair, z.tuple([z.literal('1'), z.literal('0')])])
const keyFile = z.object({
  nPublic: z.literal(4),
  vk_alpha_1: g1,
  vk_beta_2: g2,
  vk_gamma_2: g2,
  vk_delta_2: g2,
  IC: z.array(g1).length(5),
})

const word = (value: string) => BigInt(value).toString(16).padStart(64, '0')
const ofG1 = ([x, y]: z.infer<typeof g1>) => word(x) + word(y)
const ofG2 = ([x, y]: z.infer<typeof g2>) => [...x, ...y].map(word).join('')

test('the keys of every depth are those of the package', () => {
  expect(DEPTH_POINTS).toHaveLength(32)
  for (let depth = 1; depth <= 32; depth++) {
    const path = require.resolve(`@zk-kit/semaphore-artifacts/semaphore-${depth}.json`)
    const key = keyFile.parse(JSON.parse(readFileSync(path, 'utf8')))
    expect(COMMON_POINTS).toBe(ofG1(key.vk_alpha_1) + ofG2(key.vk_beta_2) + ofG2(key.vk_gamma_2))
    expect(DEPTH_POINTS[depth - 1]).toBe(ofG2(key.vk_delta_2) + key.IC.map(ofG1).join(''))
    expect(semaphoreKey(depth)?.signals).toHaveLength(5)
  }
  expect(semaphoreKey(0)).toBeUndefined()
  expect(semaphoreKey(33)).toBeUndefined()
}, 60_000)
