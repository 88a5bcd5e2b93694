import { encodeFunctionData, type Hex, keccak256, stringToHex } from 'viem'
import { anchorsAbi, consentsAbi, gridAbi, shipmentsAbi } from '../abi'
import { accountAddress, CARRIERS, CLINICS, PERSONS, TRADERS } from '../accounts'
import type { PlannedTransaction } from '../transaction'
import { amount, type Context, call } from './context'

const OPEN_SHIPMENTS = 40
const KNOWN_RECORDS = 60
const CONSENT_SECONDS = 3600
const READINGS_BEFORE_SETTLEMENT = 3

function hashOf(settings: { seed: string }, what: string, id: number): Hex {
  return keccak256(stringToHex(`${settings.seed}/${what}/${id}`))
}

/** A new shipment, or the next step of one that is under way. */
export function ship({ settings, state, random, address }: Context): PlannedTransaction[] {
  const { shipments } = state
  if (shipments.open.length < 4 || (shipments.open.length < OPEN_SHIPMENTS && random.oneIn(3))) {
    const [sender, consignee] = [random.pick(TRADERS), random.pick(TRADERS)]
    shipments.count += 1
    shipments.open.push({ id: shipments.count, stage: 'ordered', custodian: sender, consignee })
    const manifest = hashOf(settings, 'manifest', shipments.count)
    const args = [accountAddress(consignee), amount(random, 5, 50), manifest] as const
    const data = encodeFunctionData({ abi: shipmentsAbi, functionName: 'order', args })
    return [call(sender, address.Shipments, data, 'order shipment')]
  }
  const shipment = random.pick(shipments.open)
  const id = BigInt(shipment.id)
  if (shipment.stage === 'inTransit' && random.oneIn(2)) {
    shipments.open.splice(shipments.open.indexOf(shipment), 1)
    const data = encodeFunctionData({ abi: shipmentsAbi, functionName: 'deliver', args: [id] })
    return [call(shipment.consignee, address.Shipments, data, 'deliver shipment')]
  }
  const carrier = random.pick(CARRIERS)
  const args = [id, accountAddress(carrier)] as const
  const data = encodeFunctionData({ abi: shipmentsAbi, functionName: 'handOver', args })
  const planned = call(shipment.custodian, address.Shipments, data, 'hand over shipment')
  Object.assign(shipment, { stage: 'inTransit', custodian: carrier })
  return [planned]
}

/** A meter reading, or the settlement of a meter with some readings. */
export function meter({ state, random, address }: Context): PlannedTransaction[] {
  const place = random.below(TRADERS.length)
  const owner = TRADERS[place]
  if (owner === undefined) return []
  const id = BigInt(place + 1)
  if ((state.unsettled[place] ?? 0) >= READINGS_BEFORE_SETTLEMENT) {
    state.unsettled[place] = 0
    const data = encodeFunctionData({ abi: gridAbi, functionName: 'settle', args: [id] })
    return [call(owner, address.EnergyGrid, data, 'settle meter')]
  }
  state.unsettled[place] = (state.unsettled[place] ?? 0) + 1
  const args = [id, amount(random, 0, 9), amount(random, 0, 9)] as const
  const data = encodeFunctionData({ abi: gridAbi, functionName: 'report', args })
  return [call(owner, address.EnergyGrid, data, 'meter reading')]
}

/** A record anchored, a consent given or withdrawn, or a record read. */
export function record({ settings, state, random, block, address }: Context): PlannedTransaction[] {
  const { records } = state
  if (records.known.length < 5 || random.oneIn(3)) {
    const holder = random.pick(PERSONS)
    records.count += 1
    records.known = [{ id: records.count, holder, readers: [] }, ...records.known].slice(0, KNOWN_RECORDS)
    const args = [hashOf(settings, 'record', records.count), accountAddress(holder)] as const
    const data = encodeFunctionData({ abi: anchorsAbi, functionName: 'anchor', args })
    return [call(random.pick(CLINICS), address.RecordAnchors, data, 'anchor record')]
  }
  const known = random.pick(records.known)
  const recordHash = hashOf(settings, 'record', known.id)
  const clinic = random.pick(CLINICS)
  if (!known.readers.includes(clinic)) {
    known.readers.push(clinic)
    const args = [recordHash, accountAddress(clinic), BigInt(block.timestamp + CONSENT_SECONDS)] as const
    const data = encodeFunctionData({ abi: consentsAbi, functionName: 'give', args })
    return [call(known.holder, address.ConsentLedger, data, 'give consent')]
  }
  if (random.oneIn(4)) {
    known.readers.splice(known.readers.indexOf(clinic), 1)
    const args = [recordHash, accountAddress(clinic)] as const
    const data = encodeFunctionData({ abi: consentsAbi, functionName: 'withdraw', args })
    return [call(known.holder, address.ConsentLedger, data, 'withdraw consent')]
  }
  const data = encodeFunctionData({ abi: anchorsAbi, functionName: 'read', args: [recordHash] })
  return [call(clinic, address.RecordAnchors, data, 'read record')]
}

/** A reading of a record without consent, and a delivery by somebody else: both are undone. */
export function trespass({ settings, state, random, address }: Context): PlannedTransaction[] {
  const { records, shipments } = state
  if (records.known.length > 0 && random.oneIn(2)) {
    const args = [hashOf(settings, 'record', random.pick(records.known).id)] as const
    const data = encodeFunctionData({ abi: anchorsAbi, functionName: 'read', args })
    return [call(random.pick(PERSONS), address.RecordAnchors, data, 'read without consent')]
  }
  if (shipments.open.length === 0) return []
  const args = [BigInt(random.pick(shipments.open).id)] as const
  const data = encodeFunctionData({ abi: shipmentsAbi, functionName: 'deliver', args })
  return [call(random.pick(PERSONS), address.Shipments, data, 'delivery by a stranger')]
}
