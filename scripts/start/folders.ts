import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { stateFolder } from '@/lib/env'

/** Folder of the project. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url)).replace(/[/\\]$/, '')

/** Where everything that a start keeps is: database, devnet, logs. */
export const STATE = stateFolder(ROOT)

/** Where the devnet is kept. */
export const DEVNET = path.join(STATE, 'devnet')

/** Folder of the log files, one a process. */
export const LOGS = path.join(STATE, 'logs')
