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

/** The rows of evidence of a check; rows that cannot be read are left out. */
export function evidenceRows(evidence: unknown): EvidenceRow[] {
  if (!Array.isArray(evidence)) return []
  return evidence.flatMap((entry) => {
    const parsed = row.safeParse(entry)
    return parsed.success ? [parsed.data] : []
  })
}

/** The difference of two whole numbers in words, or undefined where the facts are not numbers. */
export function difference({ expected, actual }: EvidenceRow): bigint | undefined {
  return /^-?\d+$/.test(expected) && /^-?\d+$/.test(actual) ? BigInt(actual) - BigInt(expected) : undefined
}
