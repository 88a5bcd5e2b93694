import { findAdapter } from '@/lib/audit/adapters/registry'
import type { RegionTrace } from '@/lib/audit/rule'
import type { PrismaClient } from '@/lib/db/generated/client'
import { getEpochs } from '@/lib/db/read/epochs'
import { findPeriod, type Period } from '@/lib/db/read/periods'
import { getPrograms, type Program } from '@/lib/db/read/programs'
import { getWalletPayments, type WalletKey, type WalletPayment } from '@/lib/db/read/wallet'
import { type EpochData, loadEpoch } from './load-epoch'
import { parseAddress } from './parse'
import { adaptedProgram } from './period/load-watching'

const PAGE = 20
const FIELD_DIGITS = 78

/** A payment with what the rule gives its region, or with the audit of its period: why it is this amount. */
export interface ExplainedPayment {
  payment: WalletPayment
  program: Program | undefined
  epoch: EpochData | undefined
  /** undefined for a payment of an epoch */
  audited: Period | undefined
  region: string | undefined
  trace: RegionTrace | undefined
}

export interface WalletData {
  key: WalletKey
  payments: ExplainedPayment[]
  more: boolean
  /** epochs that are open now: what members who have not claimed in them still can */
  open: EpochData[]
  /** periods that go on, in words: their payments are listed when they have been audited */
  unlisted: string[]
}

/** An address, or a nullifier as hex or in decimal digits, of what somebody has pasted; undefined where it is neither. */
export function walletKey(text: string): WalletKey | undefined {
  const trimmed = text.trim()
  const recipient = parseAddress(trimmed)
  if (recipient !== undefined) return { recipient }
  const isNullifier =
    /^0x[0-9a-fA-F]{41,64}$/.test(trimmed) || (/^\d+$/.test(trimmed) && trimmed.length <= FIELD_DIGITS)
  return isNullifier ? { nullifier: BigInt(trimmed) } : undefined
}

/**
 * What an account was paid, or a nullifier, each with the reason of its amount; and what is open now.
 * @param now time of the newest indexed block, unix seconds
 */
export async function loadWallet(
  db: PrismaClient,
  chainId: bigint,
  key: WalletKey,
  before: { blockNumber: bigint; logIndex: number } | undefined,
  now: bigint | undefined,
): Promise<WalletData> {
  const found = await getWalletPayments(db, chainId, key, { before, limit: PAGE + 1 })
  const payments = found.slice(0, PAGE)
  const epochs = new Map<string, Promise<EpochData | undefined>>()
  const epochOf = (program: string, epoch: bigint) => {
    const id = `${program} ${epoch}`
    const loading = epochs.get(id) ?? loadEpoch(db, chainId, program, epoch)
    epochs.set(id, loading)
    return loading
  }
  const programs = new Map((await getPrograms(db, chainId)).map((program) => [program.address, program]))
  const explained = await Promise.all(
    payments.map(async (payment): Promise<ExplainedPayment> => {
      const program = programs.get(payment.program)
      if (payment.period !== undefined) {
        const audited = await findPeriod(db, chainId, payment.program, payment.epoch)
        return { payment, program, epoch: undefined, audited, region: undefined, trace: undefined }
      }
      const epoch = await epochOf(payment.program, payment.epoch)
      const region = epoch?.regions.find((one) => one.region === payment.region)?.name
      const trace = epoch?.rule.regions.find((one) => one.region === payment.region)
      return {
        payment,
        program,
        epoch,
        audited: undefined,
        region: region || `Region ${payment.region}`,
        trace,
      }
    }),
  )
  return {
    ...{ key, payments: explained, more: found.length > PAGE },
    open: await openEpochs(db, chainId, [...programs.values()]),
    unlisted: [...programs.values()].flatMap((program) => goingOn(program, chainId, now)),
  }
}

function goingOn(program: Program, chainId: bigint, now: bigint | undefined): string[] {
  const adapter = findAdapter(program.kind)
  if (adapter === undefined || now === undefined) return []
  const adapted = adaptedProgram(program, chainId)
  return adapter
    .periodsAt(adapted, now)
    .map((id) => `${program.name}, ${adapter.periodOf(adapted, id).label}`)
}

async function openEpochs(
  db: PrismaClient,
  chainId: bigint,
  programs: readonly Program[],
): Promise<EpochData[]> {
  const newest = await Promise.all(
    programs.map(async ({ address }) => {
      const [epoch] = await getEpochs(db, chainId, address, { limit: 1 })
      return epoch === undefined || epoch.close !== undefined
        ? undefined
        : loadEpoch(db, chainId, address, epoch.epoch)
    }),
  )
  return newest.filter((data) => data !== undefined)
}
