import { UserError } from '@/lib/errors'

/** A storage layout that is none; the sentence says where and what is wrong. */
export class MalformedLayoutError extends UserError {
  override name = 'MalformedLayoutError'
}
