import { notFound } from 'next/navigation'
import { cache, type ReactNode } from 'react'
import type { ModuleNames } from '@/components/chips/tags'
import type { ChainState } from '@/components/frame/use-status'
import { ErrorState } from '@/components/text/states'
import { databaseFailure } from '@/lib/db/failure'
import type { PrismaClient } from '@/lib/db/generated/client'
import { getModuleNames } from '@/lib/db/read/module-names'
import { type ChainStatus, getChainStatuses } from '@/lib/db/read/status'
import type { Base } from '@/lib/format/paths'
import { database } from './database'

/** The chain that a page is about, and what all of its pages need. */
export interface Site {
  db: PrismaClient
  chain: ChainStatus
  /** where the chain's pages begin */
  base: Base
  modules: ModuleNames
}

/** Parameters of every route under app/c/[chain]; `chain` is "default" or a chain id. */
export type ChainParams = Promise<{ chain: string }>

export const allChains = cache(() => getChainStatuses(database(), Date.now() / 1000))

/** Where a chain's pages begin: at the root for the default one. */
export function baseOf(chain: { chainId: bigint; isDefault: boolean }): Base {
  return chain.isDefault ? '' : `/c/${chain.chainId}`
}

/** The chain that the address names, or undefined where the database holds none such. */
export async function findChain(name: string): Promise<ChainStatus | undefined> {
  const all = await allChains()
  if (name === 'default') return all.find((chain) => chain.isDefault) ?? all[0]
  return all.find((chain) => String(chain.chainId) === name)
}

const namesOf = cache((chainId: bigint) => getModuleNames(database(), chainId))

/** The live part of a chain's state, for client components. */
export function stateOf(chain: ChainStatus): ChainState {
  return {
    chainId: String(chain.chainId),
    state: chain.state,
    tone: chain.tone,
    sentence: chain.sentence,
    indexedHead: chain.indexedHead?.toString() ?? null,
    indexedTimestamp: chain.indexedTimestamp?.toString() ?? null,
  }
}

/**
 * Renders a page of a chain. Where the chain is unknown the page does not exist; while the database cannot be used, or
 * holds no chain yet, one sentence says so inside the frame.
 */
export async function withSite(
  params: ChainParams,
  render: (site: Site) => Promise<ReactNode>,
): Promise<ReactNode> {
  const { chain: name } = await params
  try {
    const chain = await findChain(name)
    if (chain === undefined) {
      if (name !== 'default') notFound()
      return (
        <ErrorState more="It appears here once the indexer has started.">
          No chain has been indexed yet.
        </ErrorState>
      )
    }
    const modules = await namesOf(chain.chainId)
    return await render({ db: database(), chain, base: baseOf(chain), modules })
  } catch (error) {
    const failure = databaseFailure(error)
    if (failure === undefined) throw error
    return <ErrorState more="The page will work again as soon as it is back.">{failure}</ErrorState>
  }
}
