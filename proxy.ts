import { type NextRequest, NextResponse } from 'next/server'
import { isMissing } from '@/app/missing'

/**
 * Marks requests for what does not exist. next.config rewrites a marked request to no page at all, so that the answer
 * is a whole page with the status 404: a page that finds out by itself can only send one that needs scripts.
 */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  const headers = new Headers(request.headers)
  headers.delete('x-parascope-missing')
  const chain = await isMissing(request.nextUrl.pathname)
  if (chain !== undefined) headers.set('x-parascope-missing', chain)
  return NextResponse.next({ request: { headers } })
}

export const config = {
  matcher: [
    '/c/:path*',
    '/block/:path*',
    '/tx/:path*',
    '/address/:path*',
    '/token/:path*',
    '/module/:path*',
    '/program/:path*',
    '/payment/:path*',
  ],
}
