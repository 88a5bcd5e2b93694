import { defineConfig } from 'vitest/config'

/** A run of tests that go wrong in every way, for the test of what is said of it. */
export default defineConfig({ test: { root: __dirname, include: ['*.case.ts'] } })
