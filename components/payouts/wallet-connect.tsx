'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'

/** What a wallet announces of itself (EIP-6963), as far as this page reads it. */
interface Announced {
  uuid: string
  name: string
  request: (method: string) => Promise<unknown>
}

/**
 * Lets a wallet of the browser say an address, so that it need not be pasted. For reading alone: nothing is signed and nothing sent;
 * the wallet asks its owner first.
 */
export function WalletConnect({ href }: { href: string }) {
  const [wallets, setWallets] = useState<Announced[]>([])
  const [problem, setProblem] = useState<string>()
  const router = useRouter()
  useEffect(() => {
    const hear = (event: Event) => {
      const wallet = announced(event)
      if (wallet !== undefined)
        setWallets((known) => (known.some(({ uuid }) => uuid === wallet.uuid) ? known : [...known, wallet]))
    }
    window.addEventListener('eip6963:announceProvider', hear)
    window.dispatchEvent(new Event('eip6963:requestProvider'))
    return () => window.removeEventListener('eip6963:announceProvider', hear)
  }, [])
  const ask = async (wallet: Announced) => {
    setProblem(undefined)
    try {
      const accounts = await wallet.request('eth_requestAccounts')
      const [address] = Array.isArray(accounts) ? accounts : []
      if (typeof address === 'string' && /^0x[0-9a-fA-F]{40}$/.test(address))
        router.push(`${href}?of=${address}`)
      else setProblem(`${wallet.name} has given no address.`)
    } catch {
      setProblem(`${wallet.name} has not given its address: paste it instead.`)
    }
  }
  if (wallets.length === 0) return null
  return (
    <p className="wallets">
      Or ask{' '}
      {wallets.map((wallet) => (
        <button key={wallet.uuid} type="button" className="text-button" onClick={() => ask(wallet)}>
          {wallet.name}
        </button>
      ))}{' '}
      for its address, for reading only.
      {problem && (
        <span className="wrong" role="alert">
          {' '}
          {problem}
        </span>
      )}
    </p>
  )
}

function announced(event: Event): Announced | undefined {
  if (!(event instanceof CustomEvent)) return undefined
  const detail: unknown = event.detail
  if (!isRecord(detail) || !isRecord(detail.info) || !isRecord(detail.provider)) return undefined
  const { uuid, name } = detail.info
  const { provider } = detail
  const { request } = provider
  if (typeof uuid !== 'string' || typeof name !== 'string' || typeof request !== 'function') return undefined
  return {
    uuid,
    name: name.slice(0, 40),
    request: async (method) => Reflect.apply(request, provider, [{ method }]),
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
