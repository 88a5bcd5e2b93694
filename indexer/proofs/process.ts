import { refuseProofBytes } from '@/lib/audit/semaphore/proof'

// Whoever asked is gone.
process.on('disconnect', () => process.exit(0))
// Ctrl-C reaches the whole group: the one that asked says when it is over.
process.on('SIGINT', () => undefined)
process.on('message', (bytes: unknown) => {
  if (typeof bytes !== 'string') return
  process.send?.({ refusal: refuseProofBytes(`0x${bytes.slice(2)}`) ?? null })
})
