import { bytes, int, integer, json, optional, text } from '../encode'
import { table } from '../table'

export const program = table('program', {
  blockNumber: integer,
  logIndex: int,
  address: bytes,
  kind: text,
  name: text,
  token: bytes,
  treasury: optional(bytes),
  parts: optional(json),
  figures: optional(json),
})

export const programEvent = table('program_event', {
  blockNumber: integer,
  logIndex: int,
  transactionIndex: int,
  program: bytes,
  emitter: bytes,
  event: text,
  epoch: optional(integer),
  args: json,
})

export const epoch = table('epoch', {
  blockNumber: integer,
  logIndex: int,
  program: bytes,
  epoch: integer,
  budget: integer,
  cap: integer,
  opensAt: integer,
  closesAt: integer,
  tableHash: bytes,
})

export const epochRegion = table('epoch_region', {
  blockNumber: integer,
  program: bytes,
  epoch: integer,
  region: int,
  name: text,
  population: integer,
  need: int,
  geography: int,
  root: bytes,
  active: integer,
})

export const epochClose = table('epoch_close', {
  blockNumber: integer,
  logIndex: int,
  program: bytes,
  epoch: integer,
  paid: integer,
  reclaimed: integer,
})

export const payment = table('payment', {
  blockNumber: integer,
  logIndex: int,
  transactionIndex: int,
  program: bytes,
  epoch: integer,
  region: optional(int),
  nullifier: optional(integer),
  recipient: optional(bytes),
  amount: integer,
  root: optional(bytes),
  subject: optional(text),
  auditBlockNumber: optional(integer),
})

export const period = table('period', {
  blockNumber: integer,
  program: bytes,
  epoch: integer,
  label: text,
  startsAt: optional(integer),
  endsAt: optional(integer),
  firstBlock: optional(integer),
  lastBlock: integer,
  linked: optional(integer),
  listEntries: optional(int),
  refusal: optional(text),
})

export const paymentProof = table('payment_proof', {
  blockNumber: integer,
  logIndex: int,
  source: text,
  proof: optional(bytes),
  refusal: optional(text),
})

export const programBalance = table('program_balance', {
  blockNumber: integer,
  program: bytes,
  holder: bytes,
  token: bytes,
  balance: integer,
})

export const programState = table('program_state', {
  blockNumber: integer,
  program: bytes,
  question: text,
  answer: bytes,
})

export const audit = table('audit', {
  blockNumber: integer,
  program: bytes,
  epoch: integer,
  verdict: text,
  totals: json,
})

export const auditCheck = table('audit_check', {
  blockNumber: integer,
  program: bytes,
  epoch: integer,
  checkId: text,
  verdict: text,
  summary: text,
  evidence: json,
})

export const report = table('report', {
  blockNumber: integer,
  program: bytes,
  epoch: integer,
  data: bytes,
})
