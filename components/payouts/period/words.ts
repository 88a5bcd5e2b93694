/** A label as the beginning of a line: "Day 3". */
export function sentence(label: string): string {
  return `${label.slice(0, 1).toUpperCase()}${label.slice(1)}`
}

/** A name of a part or a figure in words: "periodStart" is "period start". */
export function spaced(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
}
