import { z } from 'zod'

const row = z.object({
  subject: z.string(),
  blockNumber: z.string().regex(/^\d+$/).transform(BigInt).optional(),
  transactionHash: z
    .string()
    .regex(/^0x[0-9a-f]{64}$/)
    .optional(),
  logIndex: z.number().int().optional(),
  expected: z.string(),
  actual: z.string(),
  unit: z.string().optional(),
})

/** One fact that deviates, as the database keeps it. */
export type EvidenceRow = z.output<typeof row>

/** A row of evidence; undefined where it cannot be read. */
export function evidenceRow(entry: unknown): EvidenceRow | undefined {
  return row.safeParse(entry).data
}

/** The rows of evidence of a check; rows that cannot be read are left out. */
export function evidenceRows(evidence: unknown): EvidenceRow[] {
  return Array.isArray(evidence) ? evidence.map(evidenceRow).filter((entry) => entry !== undefined) : []
}

/** The difference of two whole numbers in words, or undefined where the facts are not numbers. */
export function difference({ expected, actual }: EvidenceRow): bigint | undefined {
  return /^-?\d+$/.test(expected) && /^-?\d+$/.test(actual) ? BigInt(actual) - BigInt(expected) : undefined
}
