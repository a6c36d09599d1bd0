import type { CustomerPromise } from './customer-promise.ts'

/**
 * How often the company had moved the date by itself when version `n` opened, which is by such a move or 0: moves the
 * customer asked for, and promises owed once more after they were settled, are none.
 */
export function slipsUpTo({ versions }: CustomerPromise, n: number): number {
  const isSlip = (index: number): boolean =>
    versions[index]?.evidence[0]?.as === 'moved' && versions[index - 1]?.state === 'broken'
  if (!isSlip(n - 1)) return 0
  let slips = 0
  for (let index = 1; index < n; index++) if (isSlip(index)) slips += 1
  return slips
}
