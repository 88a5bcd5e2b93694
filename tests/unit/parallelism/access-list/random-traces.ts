import fc from 'fast-check'
import type { TracedBlock } from '@/lib/parallelism/traces'

interface Account {
  balance: bigint
  nonce: number
  code: string
  storage: Map<string, bigint>
}
type State = Map<string, Account>

const address = (n: number) => `0x${n.toString(16).padStart(40, '0')}`
const word = (n: number | bigint) => `0x${n.toString(16).padStart(64, '0')}`
const hash = (code: string) => `0x${code.slice(2).padStart(64, 'c')}`
const EMPTY: Account = { balance: 0n, nonce: 0, code: '0x', storage: new Map() }

/** 1 to 4 have code, 5 to 8 have keys (8 is delegated), 9 is the fee recipient, 10 to 12 are created; 3 and 6 may be paid the fees. */
const CONTRACTS = [1, 2, 3, 4]
const SENDERS = [5, 6, 7, 8]
const CREATED = [10, 11, 12]
const anyone = fc.constantFrom(...CONTRACTS, ...SENDERS, 9, ...CREATED, 13)
const code = fc.constantFrom('0x', '0x01', '0x0202')

const action = fc.oneof(
  fc.record({ do: fc.constant('store' as const), at: fc.nat(99), slot: fc.nat(2), value: fc.bigInt(0n, 2n) }),
  fc.record({ do: fc.constant('load' as const), at: fc.nat(99), slot: fc.nat(2) }),
  fc.record({ do: fc.constant('pay' as const), from: fc.nat(99), to: anyone, value: fc.bigInt(0n, 3n) }),
  fc.record({ do: fc.constant('create' as const), at: fc.constantFrom(...CREATED), code }),
  fc.record({ do: fc.constant('delegate' as const), at: fc.constantFrom(...SENDERS), code }),
  fc.record({ do: fc.constant('log' as const), at: fc.nat(99) }),
)
type Action = typeof action extends fc.Arbitrary<infer T> ? T : never

const transaction = fc.record({
  sender: fc.constantFrom(...SENDERS),
  to: fc.option(anyone, { nil: null }),
  fee: fc.bigInt(0n, 2n),
  value: fc.bigInt(0n, 2n),
  actions: fc.array(action, { maxLength: 5 }),
  gas: fc.bigInt(1n, 9n),
})

export interface RandomTraces {
  traces: TracedBlock
  emitters: string[][]
  costs: { gas: bigint; target?: string }[]
}

/** Blocks carried out by a small machine on few accounts, traced as geth traces: nearly everything conflicts. */
export const randomTraces: fc.Arbitrary<RandomTraces> = fc
  .record({
    transactions: fc.array(transaction, { maxLength: 10 }),
    miner: fc.constantFrom(9, 9, 3, 6),
    balances: fc.array(fc.bigInt(0n, 9n), { minLength: 14, maxLength: 14 }),
    slots: fc.array(fc.bigInt(0n, 2n), { minLength: 12, maxLength: 12 }),
  })
  .map(({ transactions, miner, balances, slots }) => {
    const state: State = new Map()
    for (const n of [...CONTRACTS, ...SENDERS, 9]) {
      const owner = CONTRACTS.includes(n)
      const storage = new Map(owner ? [0, 1, 2].map((at) => [word(at), slots[(n - 1) * 3 + at] ?? 0n]) : [])
      state.set(address(n), {
        balance: balances[n] ?? 0n,
        nonce: owner ? 1 : 7,
        code: owner ? '0xff' : n === 8 ? '0x0202' : '0x',
        storage,
      })
    }
    const ran = transactions.map((one) => execute(state, one, address(miner)))
    const headers = transactions.map(({ sender, to }, at) => ({
      hash: word(at + 1),
      from: address(sender),
      to: to === null ? null : address(to),
    }))
    return {
      traces: {
        block: 7n,
        miner: address(miner),
        transactions: headers,
        plain: ran.map(({ plain }, at) => ({ txHash: word(at + 1), result: plain })),
        diff: ran.map(({ diff }, at) => ({ txHash: word(at + 1), result: diff })),
      },
      emitters: ran.map(({ logs }) => logs),
      costs: transactions.map(({ gas, to }) => ({ gas, target: to === null ? undefined : address(to) })),
    }
  })

function execute(
  state: State,
  one: typeof transaction extends fc.Arbitrary<infer T> ? T : never,
  miner: string,
) {
  const before: State = new Map([...state].map(([key, account]) => [key, copy(account)]))
  const touched = new Map<string, Set<string>>()
  const logs: string[] = []
  const touch = (key: string) => {
    const slots = touched.get(key) ?? new Set<string>()
    touched.set(key, slots)
    return slots
  }
  const at = (key: string): Account => {
    touch(key)
    const account = state.get(key) ?? copy(EMPTY)
    state.set(key, account)
    return account
  }
  const pay = (from: string, to: string, value: bigint) => {
    const paid = value < at(from).balance ? value : at(from).balance
    at(from).balance -= paid
    at(to).balance += paid
  }
  const withCode = () => [...state.keys()].filter((key) => state.get(key)?.code !== '0x')
  const contract = (n: number) => withCode()[n % Math.max(1, withCode().length)] ?? address(1)
  const sender = address(one.sender)
  at(sender).nonce++
  pay(sender, miner, one.fee)
  if (one.to !== null) pay(sender, address(one.to), one.value)
  const act: { [Name in Action['do']]: (action: Extract<Action, { do: Name }>) => void } = {
    store: ({ at: n, slot, value }) => {
      const key = contract(n)
      touch(key).add(word(slot))
      at(key).storage.set(word(slot), value)
    },
    load: ({ at: n, slot }) => {
      const key = contract(n)
      touch(key).add(word(slot))
      at(key)
    },
    pay: ({ from, to, value }) => pay(contract(from), address(to), value),
    create: ({ at: n, code }) => {
      const account = at(address(n))
      if (account.nonce > 0 || account.code !== '0x') return
      account.nonce = 1
      account.code = code
    },
    delegate: ({ at: n, code }) => {
      at(address(n)).nonce++
      at(address(n)).code = code
    },
    log: ({ at: n }) => {
      at(contract(n))
      logs.push(contract(n))
    },
  }
  for (const action of one.actions) perform(act, action)
  return { logs, ...traced(before, state, touched) }
}

function perform(
  act: { [Name in Action['do']]: (action: Extract<Action, { do: Name }>) => void },
  action: Action,
) {
  if (action.do === 'store') act.store(action)
  else if (action.do === 'load') act.load(action)
  else if (action.do === 'pay') act.pay(action)
  else if (action.do === 'create') act.create(action)
  else if (action.do === 'delegate') act.delegate(action)
  else act.log(action)
}

/** Plain and diff trace in geth's shape: what did not exist is not in the plain trace, what is zero is left out. */
function traced(before: State, after: State, touched: ReadonlyMap<string, ReadonlySet<string>>) {
  const plain: Record<string, object> = {}
  const pre: Record<string, object> = {}
  const post: Record<string, object> = {}
  for (const [key, slots] of touched) {
    const old = before.get(key)
    const now = after.get(key) ?? EMPTY
    if (old !== undefined && !isEmpty(old)) plain[key] = { ...shape(old), storage: storage(old, slots) }
    const changed = [...slots].filter(
      (slot) => (old?.storage.get(slot) ?? 0n) !== (now.storage.get(slot) ?? 0n),
    )
    const was = old ?? EMPTY
    const fields: Record<string, unknown> = {}
    if (was.balance !== now.balance) fields.balance = `0x${now.balance.toString(16)}`
    if (was.nonce !== now.nonce) fields.nonce = now.nonce
    if (was.code !== now.code) fields.codeHash = now.code === '0x' ? NO_CODE : hash(now.code)
    if (Object.keys(fields).length + changed.length === 0) continue
    const filled = changed.filter((slot) => (now.storage.get(slot) ?? 0n) !== 0n)
    post[key] = { ...fields, storage: storage(now, new Set(filled)) }
    if (old === undefined || isEmpty(old)) continue
    const cleared = changed.filter((slot) => (old.storage.get(slot) ?? 0n) !== 0n)
    pre[key] = { ...shape(old), storage: storage(old, new Set(cleared)) }
  }
  return { plain, diff: { pre, post } }
}

const NO_CODE = '0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470'

function shape({ balance, nonce, code }: Account): object {
  return {
    balance: `0x${balance.toString(16)}`,
    nonce,
    ...(code === '0x' ? {} : { codeHash: hash(code) }),
  }
}

const storage = (account: Account, slots: ReadonlySet<string>) =>
  Object.fromEntries([...slots].map((slot) => [slot, word(account.storage.get(slot) ?? 0n)]))

const isEmpty = ({ balance, nonce, code }: Account) => balance === 0n && nonce === 0 && code === '0x'
const copy = (account: Account): Account => ({ ...account, storage: new Map(account.storage) })
