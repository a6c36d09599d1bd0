import type { Store } from '../store.ts'

const partitionsStatement = {
  name: 'months-there',
  text: `select inhrelid::regclass::text as name from pg_inherits where inhparent = 'fact'::regclass`,
}

/**
 * A partition of `fact` for this month and the next one. Without it facts would go to `fact_other`, which works and
 * cannot be dropped or moved by month.
 */
export async function ensureMonths(store: Store, now: number): Promise<void> {
  const { year, month } = monthOf(now)
  const next = { year: month === 12 ? year + 1 : year, month: (month % 12) + 1 }
  const names = new Set((await store.query<{ name: string }>(partitionsStatement)).map(({ name }) => name))
  for (const each of [{ year, month }, next]) {
    const name = `fact_${String(each.year).padStart(4, '0')}_${String(each.month).padStart(2, '0')}`
    if (names.has(name)) continue
    const from = Date.UTC(each.year, each.month - 1, 1)
    const to = Date.UTC(each.year, each.month, 1)
    // `fact_other` may hold rows of that month when the clock was wrong; then they stay there, and so do new ones.
    await store
      .query({
        name: `ensure-${name.replaceAll('_', '-')}`,
        text: `create table ${name} partition of fact for values from (${from}) to (${to})`,
      })
      .catch((error: { code?: string }) => {
        if (error.code !== OVERLAPS && error.code !== EXISTS) throw error
      })
  }
}

const OVERLAPS = '23514'
const EXISTS = '42P07'

function monthOf(at: number): { year: number; month: number } {
  const date = new Date(at)
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1 }
}
