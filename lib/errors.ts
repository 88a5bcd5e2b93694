/** Something that a person has to change: its message is one clear sentence and is printed without a stack. */
export class UserError extends Error {
  override name = 'UserError'
}

/** Something that may pass by itself (a dropped connection, a busy node): the caller tries again. */
export class RetryableError extends Error {
  override name = 'RetryableError'
}
