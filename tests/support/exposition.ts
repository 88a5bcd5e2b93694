/** A sample of a metric: its own name (with _sum, _bucket, ...), labels and value. */
export interface Sample {
  name: string
  labels: Record<string, string>
  value: number
}

/** A family of the text exposition format. */
export interface Family {
  help: string
  type: string
  samples: Sample[]
}

const NAME = '[a-zA-Z_:][a-zA-Z0-9_:]*'
const LABEL = /^([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\["\\n])*)"(?:,|$)/
const SUFFIXES = ['_bucket', '_sum', '_count', '']

/**
 * Parses Prometheus' text format 0.0.4 strictly: HELP and TYPE before the samples of a family, each family once and in
 * one piece, no sample twice. Throws an Error that names the line.
 */
export function parseExposition(text: string): Map<string, Family> {
  if (!text.endsWith('\n')) throw new Error('the last line does not end')
  const families = new Map<string, Family>()
  const seen = new Set<string>()
  let current: { name: string; family: Family } | undefined
  for (const line of text.slice(0, -1).split('\n')) {
    if (line === '') continue
    const head = new RegExp(`^# (HELP|TYPE) (${NAME}) (.+)$`).exec(line)
    if (head) {
      const [, word, name = '', rest = ''] = head
      if (word === 'HELP') {
        if (families.has(name)) throw new Error(`a second family: ${line}`)
        current = { name, family: { help: rest, type: '', samples: [] } }
        families.set(name, current.family)
      } else {
        if (current?.name !== name || current.family.type !== '') throw new Error(`no HELP before: ${line}`)
        if (!['counter', 'gauge', 'histogram', 'summary', 'untyped'].includes(rest)) throw new Error(line)
        current.family.type = rest
      }
      continue
    }
    const sample = parseSample(line)
    if (!current?.family.type || !SUFFIXES.some((suffix) => sample.name === `${current?.name}${suffix}`)) {
      throw new Error(`a sample outside its family: ${line}`)
    }
    const id = `${sample.name} ${JSON.stringify(Object.entries(sample.labels).sort())}`
    if (seen.has(id)) throw new Error(`a sample twice: ${line}`)
    seen.add(id)
    current.family.samples.push(sample)
  }
  return families
}

function parseSample(line: string): Sample {
  const match = new RegExp(`^(${NAME})(?:\\{(.*)\\})? (\\S+)( \\d+)?$`).exec(line)
  if (!match) throw new Error(`no sample: ${line}`)
  const [, name = '', list = '', value = ''] = match
  const labels: Record<string, string> = {}
  let rest = list
  while (rest !== '') {
    const label = LABEL.exec(rest)
    if (!label) throw new Error(`wrong labels: ${line}`)
    labels[label[1] ?? ''] = (label[2] ?? '').replace(/\\(.)/g, (_, char) => (char === 'n' ? '\n' : char))
    rest = rest.slice(label[0].length)
  }
  const number = value === '+Inf' ? Infinity : value === '-Inf' ? -Infinity : Number(value)
  // prom-client writes "Nan", which Prometheus takes in any case.
  if (Number.isNaN(number) && !/^nan$/i.test(value)) throw new Error(`no value: ${line}`)
  return { name, labels, value: number }
}
