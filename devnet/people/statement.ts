import type { Address } from 'viem'
import { changesBefore, groupsAt } from './groups'
import { commitmentOf, identityOf, type Member, scopeOf } from './members'
import type { Statement } from './prove'

/** What a member has to show to claim in an epoch: membership at its opening. */
export function statementOf(program: Address, epoch: number, member: Member, recipient: Address): Statement {
  return {
    identity: identityOf(member),
    leaves: leavesAt(epoch, member.region),
    scope: scopeOf(program, BigInt(epoch)),
    recipient,
  }
}

/** The leaves of a region's tree at the opening of an epoch, 0 where a member was removed. */
export function leavesAt(epoch: number, region: number): bigint[] {
  return (groupsAt(epoch).get(region) ?? []).map((leaf) => (leaf === undefined ? 0n : commitmentOf(leaf)))
}

/** The leaves of a region's tree when so many of the changes before an epoch have been made. */
export function leavesBetween(epoch: number, changesMade: number, region: number): bigint[] {
  const leaves = leavesAt(Math.max(epoch - 1, 1), region)
  for (const { kind, member } of changesBefore(epoch).slice(0, changesMade)) {
    if (member.region !== region) continue
    if (kind === 'add') leaves.push(commitmentOf(member))
    else leaves[leaves.indexOf(commitmentOf(member))] = 0n
  }
  return leaves
}
