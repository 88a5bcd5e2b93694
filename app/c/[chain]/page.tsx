import { type ChainParams, withSite } from '@/app/site'
import { PageHeader } from '@/components/text/page-header'

export default function Overview({ params }: { params: ChainParams }) {
  return withSite(params, async ({ chain }) => <PageHeader title={chain.name} sub={chain.sentence} />)
}
