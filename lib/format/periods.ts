import { integer } from './numbers'

interface Named {
  epoch: bigint
  /** label of the period; undefined for an epoch */
  period?: string
}

/** An epoch or a period in words: "epoch 3", "grant 39, August 2024 and September 2024". */
export function periodWords({ epoch, period }: Named): string {
  return period ?? `epoch ${integer(epoch)}`
}

/** The same with its program: "Personhood Pay, epoch 3". */
export function periodTitle({ programName, ...named }: Named & { programName: string }): string {
  return `${programName}, ${periodWords(named)}`
}
