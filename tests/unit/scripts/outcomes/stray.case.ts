import { it } from 'vitest'

it('passes, and leaves something behind', async () => {
  setTimeout(() => {
    throw new Error('thrown by nobody')
  })
  await new Promise((resolve) => setTimeout(resolve, 20))
})
