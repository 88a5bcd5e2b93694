'use server'

import { cookies } from 'next/headers'

/** Keeps the chosen theme for a year. Anything but the two themes is ignored. */
export async function keepTheme(theme: string): Promise<void> {
  if (theme !== 'light' && theme !== 'dark') return
  const jar = await cookies()
  jar.set('theme', theme, { path: '/', maxAge: 31_536_000, sameSite: 'lax' })
}
