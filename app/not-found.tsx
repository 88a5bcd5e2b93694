import { NothingHere } from '@/components/text/nothing-here'
import ChainLayout from './c/[chain]/layout'

export default function NotFound() {
  return (
    <ChainLayout params={Promise.resolve({ chain: 'default' })}>
      <NothingHere />
    </ChainLayout>
  )
}
