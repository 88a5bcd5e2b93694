import { expect } from 'vitest'
import type { Evidence } from '@/lib/audit/types'
import { auditOf, eventOf, find, honestStory, type Story, transferOf } from './honest-epoch'

/** Ids of the checks that fail once the story is changed. */
export function failing(change: (story: Story) => void): string[] {
  const story = honestStory()
  change(story)
  const result = auditOf(story)
  expect(result.verdict).toBe('fail')
  return result.checks.filter(({ verdict }) => verdict === 'fail').map(({ id }) => id)
}

/** The evidence of one check once the story is changed. */
export function evidence(id: string, change: (story: Story) => void): Evidence[] | undefined {
  const story = honestStory()
  change(story)
  return auditOf(story).checks.find((check) => check.id === id)?.evidence
}

/** The program pays `more` more in total than the story has it, and accounts for it. */
export function accountFor(story: Story, more: bigint): void {
  const close = eventOf(story, 'close', 'EpochClosed').args
  close.paid = BigInt(String(close.paid)) + more
  close.reclaimed = BigInt(String(close.reclaimed)) - more
  transferOf(story, 'close').amount -= more
}

/** A transaction of its own, in the block of another and right after it. */
export function addTransaction(
  story: Story,
  name: string,
  logs: Story['transactions'][number]['logs'],
  after = 'claim 12',
): void {
  const { block, timestamp } = find(story, after)
  const place = story.transactions.indexOf(find(story, after)) + 1
  story.transactions.splice(place, 0, { block, timestamp, name, logs })
}
