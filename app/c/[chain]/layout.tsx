import type { ReactNode } from 'react'
import { allChains, baseOf, type ChainParams, findChain, stateOf } from '@/app/site'
import { SiteFrame } from '@/components/frame/site-frame'

export default async function ChainLayout({
  params,
  children,
}: {
  params: ChainParams
  children: ReactNode
}) {
  const { chain: name } = await params
  const now = Date.now() / 1000
  try {
    const chain = await findChain(name)
    const others = (await allChains()).filter((other) => other.chainId !== chain?.chainId)
    return (
      <SiteFrame
        base={chain ? baseOf(chain) : ''}
        chain={chain && { name: chain.name, chainId: chain.chainId }}
        others={others.map((other) => ({ name: other.name, base: baseOf(other) }))}
        state={chain && stateOf(chain)}
        now={now}
      >
        {children}
      </SiteFrame>
    )
  } catch {
    // The page inside says what is wrong; the frame stands without its figures.
    return (
      <SiteFrame base="" now={now}>
        {children}
      </SiteFrame>
    )
  }
}
