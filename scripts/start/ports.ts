import { UserError } from '@/lib/errors'
import { tryPort } from '@/lib/ports'

/** Throws one sentence where the site's port cannot be listened on. */
export async function checkSitePort(port: number, host: string): Promise<void> {
  try {
    await tryPort(port, host)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    const other = `choose another, as in "npm start -- --port ${port < 65535 ? port + 1 : 3001}"`
    if (code === 'EADDRINUSE') {
      throw new UserError(`Port ${port} is taken by another program: stop it, or ${other}.`)
    }
    if (code === 'EACCES') throw new UserError(`Port ${port} may not be used by this user: ${other}.`)
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
      throw new UserError(`This machine has no address "${host}" for the site: correct HOST or --host.`)
    }
    throw error
  }
}
