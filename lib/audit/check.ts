import type { AuditContext } from './context'
import type { CheckOutcome } from './types'

/** A check of the catalogue. Pure: the same data gives the same outcome. */
export interface Check {
  /** stable, appears in reports */
  id: string
  name: string
  /** what has to hold, as docs/audit.md has it */
  statement: string
  run: (context: AuditContext) => CheckOutcome
}
