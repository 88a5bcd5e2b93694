import { RetryableError, UserError } from '@/lib/errors'

/** Nothing answers at the node's address. At start it ends the program, later it may pass. */
export class NodeUnreachableError extends UserError {
  override name = 'NodeUnreachableError'
}

/** Something answers at the node's address, and it is no JSON-RPC node: a web page, a refusal. */
export class NotANodeError extends UserError {
  override name = 'NotANodeError'
}

/** The node is on another chain than the configured or stored one, or has changed. */
export class WrongChainError extends UserError {
  override name = 'WrongChainError'
}

/** The node answered a call with an error. */
export class RpcResponseError extends UserError {
  override name = 'RpcResponseError'
  constructor(
    message: string,
    readonly method: string,
    readonly code: number,
    /** what the node itself said */
    readonly answer: string,
  ) {
    super(message)
  }
}

/** The node does not have the method, or does not offer it to us. */
export class MethodMissingError extends RpcResponseError {
  override name = 'MethodMissingError'
}

/** A block that was read is no longer there: the chain was reorganised in between. */
export class BlockGoneError extends RetryableError {
  override name = 'BlockGoneError'
  constructor(
    readonly block: bigint,
    readonly hash: string,
    node: string,
  ) {
    super(
      `Block ${block} (${hash}) is no longer on the node at ${node}: the chain was reorganised meanwhile.`,
    )
  }
}

/** A busy or broken node: what was tried, and what it said. */
export class NodeBusyError extends RetryableError {
  override name = 'NodeBusyError'
  /** how long the node asked to wait, in milliseconds */
  constructor(
    message: string,
    readonly waitMs?: number,
  ) {
    super(message)
  }
}

/** Whether waiting may help: everything transient, and a node that is not there (it may be starting again). */
export function mayPass(error: unknown): boolean {
  return error instanceof RetryableError || error instanceof NodeUnreachableError
}

const MISSING = /method.{0,80}(?:not found|not supported|not available|does not exist|unsupported|disabled)/i
const BUSY = /rate.?limit|too many requests|limit exceeded|request timed out|capacity|try again/i

/** The error object of a JSON-RPC answer as an error of ours. */
export function responseError(node: string, method: string, code: number, message: string): Error {
  const said = message.replace(/\s+/g, ' ').slice(0, 300)
  if (code === -32601 || MISSING.test(said)) {
    return new MethodMissingError(
      `The node at ${node} does not offer ${method}: ${said}.`,
      method,
      code,
      said,
    )
  }
  if (code === -32005 || code === 429 || BUSY.test(said)) {
    return new NodeBusyError(`The node at ${node} is too busy for ${method}: ${said}.`)
  }
  return new RpcResponseError(
    `The node at ${node} answered ${method} with an error: ${said}.`,
    method,
    code,
    said,
  )
}
