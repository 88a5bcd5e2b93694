import { readFile } from 'node:fs/promises'
import { UserError } from '@/lib/errors'

/** The bytes of a file that an option names. @throws UserError where it cannot be read */
export async function readNamed(file: string, what: string, option: string): Promise<Uint8Array> {
  try {
    return await readFile(file)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason'
    throw new UserError(`The ${what} ${file} cannot be read (${code}): name an existing file with ${option}.`)
  }
}
