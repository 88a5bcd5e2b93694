// Imported before anything else, and written so that old versions of Node can read it.
const needed = [20, 19]

/** One sentence where a version of Node is too old for Parascope, else undefined. */
export function versionProblem(version) {
  const [major, minor] = version.split('.').map(Number)
  if (major > needed[0] || (major === needed[0] && minor >= needed[1])) return undefined
  return `Parascope needs Node ${needed.join('.')} or newer, and this is ${version}: install a newer one from https://nodejs.org.`
}

const problem = versionProblem(process.versions.node)
if (problem !== undefined) {
  console.error(problem)
  process.exit(1)
}
