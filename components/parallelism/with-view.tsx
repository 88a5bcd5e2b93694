import type { ReactNode } from 'react'
import { ErrorState } from '@/components/text/states'
import { UserError } from '@/lib/errors'
import { parseView, type Query, type View } from './view'

/** Renders a page of figures for the view that its query asks for; a wrong query is one sentence. */
export async function withView(
  query: Promise<Query>,
  href: string,
  render: (view: View) => Promise<ReactNode>,
): Promise<ReactNode> {
  const parameters = await query
  try {
    return await render(parseView(parameters))
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return (
      <ErrorState more={<a href={href}>Show this page as it is without parameters.</a>}>
        {error.message}
      </ErrorState>
    )
  }
}
