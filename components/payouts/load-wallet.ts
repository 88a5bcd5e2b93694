import type { RegionTrace } from '@/lib/audit/rule'
import type { PrismaClient } from '@/lib/db/generated/client'
import { getEpochs } from '@/lib/db/read/epochs'
import { getPrograms } from '@/lib/db/read/programs'
import { getWalletPayments, type WalletKey, type WalletPayment } from '@/lib/db/read/wallet'
import { type EpochData, loadEpoch } from './load-epoch'
import { parseAddress } from './parse'

const PAGE = 20
const FIELD_DIGITS = 78

/** A payment with what the rule gives its region: why it is this amount. */
export interface ExplainedPayment {
  payment: WalletPayment
  epoch: EpochData | undefined
  region: string
  trace: RegionTrace | undefined
}

export interface WalletData {
  key: WalletKey
  payments: ExplainedPayment[]
  more: boolean
  /** epochs that are open now: what members who have not claimed in them still can */
  open: EpochData[]
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

/** What an account was paid, or a nullifier, each with the reason of its amount; and what is open now. */
export async function loadWallet(
  db: PrismaClient,
  chainId: bigint,
  key: WalletKey,
  before: { blockNumber: bigint; logIndex: number } | undefined,
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
  const explained = await Promise.all(
    payments.map(async (payment): Promise<ExplainedPayment> => {
      const epoch = await epochOf(payment.program, payment.epoch)
      const region = epoch?.regions.find((one) => one.region === payment.region)?.name
      const trace = epoch?.rule.regions.find((one) => one.region === payment.region)
      return { payment, epoch, region: region || `Region ${payment.region}`, trace }
    }),
  )
  return { key, payments: explained, more: found.length > PAGE, open: await openEpochs(db, chainId) }
}

async function openEpochs(db: PrismaClient, chainId: bigint): Promise<EpochData[]> {
  const programs = await getPrograms(db, chainId)
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
