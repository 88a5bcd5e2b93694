import type { Steps } from '../start/steps'

export function createSteps(output?: {
  isTTY?: boolean
  columns?: number
  write(text: string): unknown
}): Steps
