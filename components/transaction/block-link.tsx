import Link from 'next/link'
import { integer } from '@/lib/format/numbers'
import { type Base, path } from '@/lib/format/paths'

/** A block's number, leading to it. */
export function BlockLink({ number, base }: { number: bigint; base: Base }) {
  return (
    <Link href={path.block(base, number)} prefetch={false}>
      {integer(number)}
    </Link>
  )
}
