import type { exportBlocks } from '@/lib/db/read/export-rows'
import type { ExportColumn } from '../export'

type Row = Awaited<ReturnType<ReturnType<typeof exportBlocks>['next']>>['value'] & object

const hex = (bytes: Uint8Array) => `0x${Buffer.from(bytes).toString('hex')}`

/** A header, column by column. */
export const blockColumns: readonly ExportColumn<Row>[] = [
  { name: 'number', integer: true, cell: (row) => row.number },
  { name: 'hash', cell: (row) => hex(row.hash) },
  { name: 'parent_hash', cell: (row) => hex(row.parentHash) },
  { name: 'timestamp', integer: true, cell: (row) => row.timestamp },
  { name: 'miner', cell: (row) => hex(row.miner) },
  { name: 'gas_used', integer: true, cell: (row) => row.gasUsed },
  { name: 'gas_limit', integer: true, cell: (row) => row.gasLimit },
  { name: 'base_fee_per_gas', cell: (row) => row.baseFeePerGas?.toFixed() },
  { name: 'size', integer: true, cell: (row) => row.size },
  { name: 'transactions', integer: true, cell: (row) => row.transactionCount },
  { name: 'state_root', cell: (row) => hex(row.stateRoot) },
  { name: 'transactions_root', cell: (row) => hex(row.transactionsRoot) },
  { name: 'receipts_root', cell: (row) => hex(row.receiptsRoot) },
  { name: 'source', cell: (row) => row.source },
]
