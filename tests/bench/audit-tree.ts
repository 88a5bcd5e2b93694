import { leanRoot } from '@/lib/audit/semaphore/lean-imt'
import { leavesOf } from './generated-people'

// A process that works out the trees of generated groups, a region at a time.
process.on('disconnect', () => process.exit(0))
process.on('message', (message: unknown) => {
  const [region, members] = Array.isArray(message) ? message.map(Number) : []
  if (region !== undefined && members !== undefined)
    process.send?.(leanRoot(leavesOf(region, members)).toString())
})
