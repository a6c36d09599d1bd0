import { test } from 'vitest'
import { frozenHour, frozenRows, type Spoken } from '../testing/frozen.testing.ts'
import { readWish } from './read-wish.ts'
test('x', () => {
  const n: Record<string, number> = {}
  for (const [l, e = '', w = ''] of frozenRows('second-lines.tsv')) {
    const a = readWish(w, { ...frozenHour(l as Spoken), languages: [l as Spoken] })
    const ab = e === 'ask-back' || e === 'not-a-wish'
    const r = a === null ? (ab ? 'right' : 'back') : !ab && a.slots.map((s) => s.slot).sort().join() === e.split(',').sort().join() ? 'right' : 'wrong'
    n[r] = (n[r] ?? 0) + 1
    if (r !== 'right') console.log(r, l, w, '|', e, '|', a?.wish, a?.slots.map((s) => s.slot).join())
  }
  console.log(n)
})
