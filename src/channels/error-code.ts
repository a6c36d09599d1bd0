/** `ECONNREFUSED` and the like; of several addresses tried, the last one's. Empty when there is none. */
export function errorCode(error: unknown): string {
  if (typeof error !== 'object' || error === null) return ''
  if ('code' in error && typeof error.code === 'string') return error.code
  return 'errors' in error && Array.isArray(error.errors) ? errorCode(error.errors.at(-1)) : ''
}

/** For a log and for `words`; Node's errors of several addresses have an empty message of their own. */
export function errorWords(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error)
  return (message === '' ? errorCode(error) : message).slice(0, 500)
}
