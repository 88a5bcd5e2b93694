/**
 * A memory of the last `most` answers: who asks again, or while the first is still at work, gets the same one. A question that
 * failed is forgotten.
 */
export function remembered<Answer>(
  most: number,
): (key: string, work: () => Promise<Answer>) => Promise<Answer> {
  const known = new Map<string, Promise<Answer>>()
  return (key, work) => {
    const answer = known.get(key) ?? work()
    known.delete(key)
    known.set(key, answer)
    answer.catch(() => {
      if (known.get(key) === answer) known.delete(key)
    })
    for (const oldest of known.keys()) {
      if (known.size <= most) break
      known.delete(oldest)
    }
    return answer
  }
}
