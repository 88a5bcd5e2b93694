/**
 * A trace that does not have the shape of one, or does not belong to its block. Its message is one sentence that
 * names the block, the transaction and the field.
 */
export class MalformedTraceError extends Error {
  override name = 'MalformedTraceError'
}
