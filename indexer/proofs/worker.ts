import { parentPort } from 'node:worker_threads'
import { refuseProofBytes } from '../../lib/audit/semaphore/proof'

parentPort?.on('message', (bytes: `0x${string}`) => parentPort?.postMessage(refuseProofBytes(bytes)))
