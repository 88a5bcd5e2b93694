import { boolean, bytes, int, integer, json, optional, text } from '../encode'
import { table } from '../table'

export const module = table('module', {
  blockNumber: integer,
  logIndex: int,
  moduleId: text,
  name: text,
  description: text,
  origin: text,
  ordinal: int,
  rules: optional(json),
})

export const moduleContract = table('module_contract', {
  blockNumber: integer,
  logIndex: int,
  moduleId: text,
  contract: bytes,
  label: text,
  added: boolean,
  fromBlock: integer,
  rule: text,
  ground: optional(bytes),
})
