import { readFile } from 'node:fs/promises'
import type { ListEntry } from '@/lib/audit/adapters/adapter'
import { readList } from '@/lib/audit/adapters/common/list'
import { UserError } from '@/lib/errors'
import type { ProgramConfig } from '@/lib/program-config'

/** The published lists that a configuration names. @throws UserError that names the file */
export async function readLists(
  configured: readonly ProgramConfig[],
): Promise<Map<ProgramConfig, readonly ListEntry[]>> {
  const lists = new Map<ProgramConfig, readonly ListEntry[]>()
  for (const config of configured) {
    if (config.list !== undefined) lists.set(config, await readFrom(config.list))
  }
  return lists
}

async function readFrom(file: string): Promise<ListEntry[]> {
  const text = await readFile(file, 'utf8').catch(() => undefined)
  if (text === undefined)
    throw new UserError(`The list ${file} cannot be read: name an existing file, or take "list" out.`)
  try {
    return readList(text)
  } catch (error) {
    throw error instanceof UserError ? new UserError(`${file}: ${error.message}`) : error
  }
}
