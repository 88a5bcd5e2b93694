import { setTimeout as sleep } from 'node:timers/promises'
import { connect } from '@/lib/db/connect'
import { UserError } from '@/lib/errors'
import type { Service } from './service'

async function until(check: () => Promise<boolean>, service: Service, seconds: number): Promise<void> {
  const deadline = Date.now() + seconds * 1000
  for (;;) {
    if (await check()) return
    const trouble = service.trouble()
    if (trouble !== undefined) {
      throw new UserError(`The ${service.name} cannot be started: ${trouble} (read ${service.log}).`)
    }
    if (Date.now() > deadline) {
      throw new UserError(`The ${service.name} gave no answer for ${seconds} s: read ${service.log}.`)
    }
    await sleep(50)
  }
}

/** Waits until the server takes connections. */
export function untilPostgres(url: string, service: Service): Promise<void> {
  const check = async () => {
    try {
      const client = await connect(url)
      await client.end()
      return true
    } catch {
      return false
    }
  }
  return until(check, service, 60)
}

/** Waits until a node answers JSON-RPC. */
export function untilRpc(url: string, service: Service): Promise<void> {
  const check = async () => {
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'eth_chainId', params: [] }),
        signal: AbortSignal.timeout(2000),
      })
      return response.ok
    } catch {
      return false
    }
  }
  return until(check, service, 120)
}

/** Waits until an address answers HTTP, whatever it says. */
export function untilHttp(url: string, service: Service): Promise<void> {
  const check = async () => {
    try {
      await fetch(url, { signal: AbortSignal.timeout(5000) })
      return true
    } catch {
      return false
    }
  }
  return until(check, service, 60)
}
