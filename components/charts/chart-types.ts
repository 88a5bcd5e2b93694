/** How a series is drawn: told apart by weight and dash as well as by colour. */
export const LOOKS = {
  main: { stroke: 'var(--accent)', width: 2, dash: undefined },
  limit: { stroke: 'var(--ink)', width: 1.25, dash: undefined },
  second: { stroke: 'var(--accent)', width: 1.25, dash: '5 3' },
  third: { stroke: 'var(--ink-2)', width: 1.25, dash: '1.5 2.5' },
  fourth: { stroke: 'var(--ink-2)', width: 1.5, dash: '8 3 2 3' },
} as const
export type Look = keyof typeof LOOKS

export interface ChartSeries {
  id: string
  name: string
  look: Look
  /** a CSS colour in place of the look's */
  colour?: string
}

/** The colour of a series. */
export function colourOf({ look, colour }: ChartSeries): string {
  return colour ?? LOOKS[look].stroke
}

/** A point of the horizontal axis with the values of the series at it; null interrupts the line. */
export interface ChartRow {
  /** short, for the axis: "1,200" */
  tick: string
  /** whole, for the tooltip: "Blocks 1,200 to 1,209" */
  title: string
  values: Record<string, number | null>
  /** lowest and highest, drawn as a band behind the lines */
  band?: [number, number]
}

export interface AreaSeries {
  id: string
  name: string
  /** a CSS colour */
  colour: string
}
