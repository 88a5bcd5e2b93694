import { UserError } from '@/lib/errors'

/** A program or a period that cannot be audited, whichever node is asked: its message is the reason. */
export class CannotAuditError extends UserError {
  override name = 'CannotAuditError'
}
