import { Section } from '@/components/text/page-header'
import { describeCheck } from '@/lib/audit/catalogue'
import type { Audit } from '@/lib/db/read/audits'
import type { Base } from '@/lib/format/paths'
import { orderedChecks } from './check-table'
import { evidenceRows } from './evidence'
import { EvidenceTable } from './evidence-table'

/** The evidence of every check of an audit that has some, each under its own anchor. */
export function AuditEvidence({ audit, base }: { audit: Audit; base: Base }) {
  return orderedChecks(audit.checks).flatMap(({ checkId, evidence }) => {
    const rows = evidenceRows(evidence)
    if (rows.length === 0) return []
    const name = describeCheck(checkId)?.name ?? checkId
    return [
      <div key={checkId} id={checkId} className="section">
        <Section title={`Evidence: ${name}`} note={checkId}>
          <EvidenceTable rows={rows} label={`Evidence of ${name}`} base={base} />
        </Section>
      </div>,
    ]
  })
}
