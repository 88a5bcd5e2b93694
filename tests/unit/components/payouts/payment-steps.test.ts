import { describe, expect, it } from 'vitest'
import { type PaymentFacts, paymentSteps } from '@/components/payouts/payment-steps'
import { evaluateRule } from '@/lib/audit/rule'

const root = `0x${'00'.repeat(31)}2a`
const region = {
  region: 1,
  name: 'Coast',
  population: 100n,
  need: 10_000,
  geography: 10_000,
  root,
  active: 3n,
  payments: 1,
  paid: 33n,
}
const [trace] = evaluateRule({ budget: 100n, cap: 50n, regions: [region] }).regions
const payment = {
  program: '0x01',
  epoch: 1n,
  region: 1,
  nullifier: 7n,
  recipient: '0xaa',
  amount: 33n,
  root,
  blockNumber: 10n,
  logIndex: 4,
  timestamp: 0n,
  transactionHash: '0x05',
  transactionIndex: 0,
  sender: '0xbb',
}
const transfer = { logIndex: 3, token: '0x02', from: '0x01', to: '0xaa', amount: 33n }
const honest: PaymentFacts = {
  payment,
  region,
  trace,
  nullifierUses: 1,
  beside: [payment],
  transfers: [transfer],
}

describe('paymentSteps', () => {
  it('passes an honest payment and names its transfer', () => {
    expect(paymentSteps(honest)).toEqual({
      nullifier: 'pass',
      root: 'pass',
      amount: 'pass',
      transfer: 'pass',
      ownTransfer: transfer,
    })
  })

  it.each<[string, Partial<PaymentFacts>, keyof ReturnType<typeof paymentSteps>]>([
    ['a nullifier used twice', { nullifierUses: 2 }, 'nullifier'],
    [
      'a nullifier at the order of the field',
      {
        payment: {
          ...payment,
          nullifier: 21888242871839275222246405745257275088548364400416034343698204186575808495617n,
        },
      },
      'nullifier',
    ],
    ['a stale root', { payment: { ...payment, root: `0x${'00'.repeat(31)}2b` } }, 'root'],
    ['a region that is not in the epoch', { region: undefined }, 'root'],
    ['one unit too much', { payment: { ...payment, amount: 34n } }, 'amount'],
    ['no transfer', { transfers: [] }, 'transfer'],
    ['a transfer to somebody else', { transfers: [{ ...transfer, to: '0xcc' }] }, 'transfer'],
  ])('fails %s', (_, change, step) => {
    expect(paymentSteps({ ...honest, ...change })[step]).toBe('fail')
  })

  it('lets one transfer answer for one payment alone', () => {
    const second = { ...payment, logIndex: 6 }
    const facts = { ...honest, beside: [payment, second] }
    expect(paymentSteps(facts).transfer).toBe('pass')
    expect(paymentSteps({ ...facts, payment: second }).transfer).toBe('fail')
  })

  it('takes a root for the number that it is', () => {
    expect(paymentSteps({ ...honest, payment: { ...payment, root: '0x2a' } }).root).toBe('pass')
  })
})
