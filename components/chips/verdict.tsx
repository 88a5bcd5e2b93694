import { Icon, type IconName } from './icons'

const shapes = {
  pass: 'check',
  verified: 'shield',
  fail: 'cross',
  indeterminate: 'question',
  estimated: 'approximate',
  'lower bound': 'floor',
  pending: 'clock',
} as const satisfies Record<string, IconName>

export type VerdictKind = keyof typeof shapes

const isKind = (text: string): text is VerdictKind => Object.hasOwn(shapes, text)

/** A verdict as stored text, or indeterminate where it is none of the words that the site knows. */
export function verdictKind(text: string): VerdictKind {
  return isKind(text) ? text : 'indeterminate'
}

/** The one look of verdicts over the whole site: an icon, a word and a colour. `reason` shows on hover. */
export function Verdict({ kind, word, reason }: { kind: VerdictKind; word?: string; reason?: string }) {
  return (
    <span className="verdict" data-kind={kind} title={reason}>
      <Icon name={shapes[kind]} />
      {word ?? kind}
    </span>
  )
}
