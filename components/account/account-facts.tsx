import Link from 'next/link'
import { Address, Hash } from '@/components/chips/hash'
import { type ModuleNames, ModuleTag } from '@/components/chips/tags'
import { KeyValue, KeyValues } from '@/components/text/key-values'
import { BlockLink } from '@/components/transaction/block-link'
import type { AccountRecord } from '@/lib/db/read/accounts'
import { checksum } from '@/lib/format/hex'
import { type Base, path } from '@/lib/format/paths'
import { STANDARDS } from '../token/standards'

interface AccountFactsProps {
  account: AccountRecord
  modules: ModuleNames
  base: Base
}

/** What an account is: its address, and where the chain says so, its creation, its module, its token, its program. */
export function AccountFacts({ account, modules, base }: AccountFactsProps) {
  const { address, creation, membership, token, program, treasuryOf } = account
  return (
    <KeyValues>
      <KeyValue name="Address">
        <Address address={address} base={base} full plain />
      </KeyValue>
      {creation && (
        <KeyValue name="Created">
          by <Address address={creation.creator} base={base} /> in{' '}
          <Hash
            hash={creation.transactionHash}
            href={path.transaction(base, creation.transactionHash)}
            what="transaction hash"
          />{' '}
          <span className="note">
            block <BlockLink number={creation.blockNumber} base={base} />
          </span>
        </KeyValue>
      )}
      {creation?.codeHash && (
        <KeyValue name="Code" hint="Keccak-256 of its code when it was created">
          <Hash hash={creation.codeHash} full what="code hash" />
        </KeyValue>
      )}
      {membership && (
        <KeyValue name="Module">
          <ModuleTag id={membership.moduleId} modules={modules} base={base} />
          <span className="note">
            {membership.label && `as ${membership.label}, `}since block{' '}
            <BlockLink number={membership.fromBlock} base={base} />
            {membership.rule !== 'registry' && `, by ${membership.rule} in the modules file`}
          </span>
        </KeyValue>
      )}
      {program && (
        <KeyValue name="Program">
          <Link href={path.program(base, checksum(address))} prefetch={false}>
            {program.name}
          </Link>
          <span className="note">{program.kind}</span>
        </KeyValue>
      )}
      {treasuryOf.length > 0 && (
        <KeyValue name="Treasury of">
          {treasuryOf.map((each, i) => (
            <span key={each.address}>
              {i > 0 && ', '}
              <Link href={path.program(base, checksum(each.address))} prefetch={false}>
                {each.name}
              </Link>
            </span>
          ))}
        </KeyValue>
      )}
      {token && (
        <KeyValue name="Token">
          <Link href={path.token(base, checksum(address))} prefetch={false}>
            {token.name ?? token.symbol ?? 'without a name'}
          </Link>
          <span className="note">
            {STANDARDS[token.standard] ?? token.standard}
            {token.name && token.symbol && `, ${token.symbol}`}
          </span>
        </KeyValue>
      )}
    </KeyValues>
  )
}

/** What an account is in one word or two, as far as the indexed blocks say. */
export function kindOf({ creation, membership, token, program }: AccountRecord): string {
  if (program) return 'Program'
  if (token) return 'Token contract'
  return creation || membership ? 'Contract' : 'Account'
}
