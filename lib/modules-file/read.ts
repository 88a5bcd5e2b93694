import { readFile } from 'node:fs/promises'
import { UserError } from '@/lib/errors'
import { parseModulesFile } from './parse'
import type { ModulesFile } from './types'

/**
 * Reads a modules file from disk.
 * @throws UserError with one sentence that names the file
 */
export async function readModulesFile(file: string): Promise<ModulesFile> {
  let json: unknown
  try {
    json = JSON.parse(await readFile(file, 'utf8'))
  } catch (error) {
    if (error instanceof SyntaxError) throw new UserError(`${file} is not valid JSON: ${error.message}.`)
    throw new UserError(`The modules file ${file} cannot be read: name an existing file.`)
  }
  return parseModulesFile(json, file)
}
