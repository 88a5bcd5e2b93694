/**
 * A trace that does not have the shape of one, or does not belong to its block. Its message is one sentence that
 * names the block, the transaction and the field.
 */
export class MalformedTraceError extends Error {
  override name = 'MalformedTraceError'
}

/**
 * A block access list that EIP-7928 does not allow, or that does not have the shape of one. Its message is one
 * sentence that names the block, the account and the field.
 */
export class MalformedAccessListError extends Error {
  override name = 'MalformedAccessListError'
}
