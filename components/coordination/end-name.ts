import { type ModuleNames, moduleName } from '@/components/chips/tags'
import { TRANSFER } from '@/lib/parallelism/types'

/** The name of an end of a call: accounts without code send transactions and receive plain payments. */
export function endName(id: string, modules: ModuleNames): string {
  return id === TRANSFER ? 'Accounts' : moduleName(id, modules)
}
