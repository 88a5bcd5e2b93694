import { Counter, Gauge, type Registry } from 'prom-client'

/** Labels of a sample: names and values. */
export type Labels = Record<string, string>

/** Sets samples of the families of one answer. */
export interface Families {
  /** A value that goes up and down. */
  gauge(name: string, help: string, labels: Labels, value: number | bigint | undefined): void
  /** A total that only grows (names end in _total). */
  counter(name: string, help: string, labels: Labels, value: number | bigint): void
}

/**
 * Families that come into a registry with their first sample, so that an answer holds no family without one. A sample
 * whose value is not known is left out: Prometheus' word for unknown is absence.
 */
export function familiesOf(registry: Registry): Families {
  const gauges = new Map<string, Gauge>()
  const counters = new Map<string, Counter>()
  return {
    gauge(name, help, labels, value) {
      if (value === undefined) return
      const gauge =
        gauges.get(name) ?? new Gauge({ name, help, labelNames: Object.keys(labels), registers: [registry] })
      gauges.set(name, gauge)
      gauge.set(labels, Number(value))
    },
    counter(name, help, labels, value) {
      const counter =
        counters.get(name) ??
        new Counter({ name, help, labelNames: Object.keys(labels), registers: [registry] })
      counters.set(name, counter)
      counter.inc(labels, Number(value))
    },
  }
}
