// @ts-check
import { readFileSync } from 'node:fs'

/**
 * Names of tests that may be skipped in CI.
 * @param {string} text lines `file > test :: reason`; `#` begins a comment
 * @returns {ReadonlySet<string>}
 * @throws {Error} when a line has no reason
 */
export function parseAllowedSkips(text) {
  const lines = text.split('\n').map((line) => line.trim())
  return new Set(
    lines
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => {
        const [name = '', reason = ''] = line.split(' :: ')
        if (name === '' || reason === '')
          throw new Error(`tools/allowed-skips: no reason in "${line}"; write it after " :: "`)
        return name
      }),
  )
}

export const allowedSkips = () => parseAllowedSkips(readFileSync(new URL('allowed-skips', import.meta.url), 'utf8'))
