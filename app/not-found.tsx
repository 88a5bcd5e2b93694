import { headers } from 'next/headers'
import { NothingHere } from '@/components/text/nothing-here'
import ChainLayout from './c/[chain]/layout'
import { UNKNOWN_CHAIN } from './missing'

/** Every path that leads nowhere, and with the proxy's mark every id that is not stored. */
export default async function NotFound() {
  const chain = (await headers()).get('x-parascope-missing') ?? 'default'
  return (
    <ChainLayout params={Promise.resolve({ chain: chain === UNKNOWN_CHAIN ? 'default' : chain })}>
      <NothingHere chainIsKnown={chain !== UNKNOWN_CHAIN} />
    </ChainLayout>
  )
}
