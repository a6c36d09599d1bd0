import type { IncomingHttpHeaders } from 'node:http'

/**
 * Whether a form came from our own page. Browsers say so themselves (`Sec-Fetch-Site`); of older ones only `Origin` is
 * known, and that is `null` by our own no-referrer policy, where the form's stamp alone must do.
 */
export function isFromOurPage({ origin, host, 'sec-fetch-site': site }: IncomingHttpHeaders): boolean {
  if (typeof site === 'string') return site === 'same-origin' || site === 'none'
  if (origin === undefined || origin === 'null') return true
  return hostOf(origin) === host?.toLowerCase()
}

function hostOf(origin: string): string | null {
  try {
    return new URL(origin).host
  } catch {
    return null
  }
}
