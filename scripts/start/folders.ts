import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** Folder of the project. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url)).replace(/[/\\]$/, '')

/** Where everything that a start keeps is: database, devnet, logs. */
export const STATE = path.join(ROOT, '.parascope')

/** Folder of the log files, one a process. */
export const LOGS = path.join(STATE, 'logs')
