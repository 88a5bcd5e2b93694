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

interface VerdictProps {
  kind: VerdictKind
  word?: string
  /** shows on hover */
  reason?: string
  /**
   * the icon alone to the eye, where there is no room for the word (with "narrow": on narrow screens); it stays for
   * those who listen
   */
  brief?: boolean | 'narrow'
}

/** The one look of verdicts over the whole site: an icon, a word and a colour. */
export function Verdict({ kind, word = kind, reason, brief }: VerdictProps) {
  return (
    <span className="verdict" data-kind={kind} title={reason ?? (brief ? word : undefined)}>
      <Icon name={shapes[kind]} />
      <span className={brief === 'narrow' ? 'hidden-narrow' : brief ? 'hidden-visually' : undefined}>
        {word}
      </span>
    </span>
  )
}
