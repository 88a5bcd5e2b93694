/** Something that a person has to change, for the scripts that run before anything is installed. */
export class Problem extends Error {
  name = 'UserError'
}

/** Prints what ended a command: one sentence where a person can mend it, else everything that is known. */
export function report(error) {
  const expected = error instanceof Error && error.name === 'UserError'
  console.error(expected ? `\n${error.message}\n` : error)
}
