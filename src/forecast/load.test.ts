import { expect, test } from 'vitest'
import { days, hours, minutes } from '../core/time/instant.ts'
import { loadsOf } from './load.ts'
import { broken, kept, pastVersion, START } from './model/past.testing.ts'

const due = START + days(3)

test('outcomes count at their due time: the kept are not known to it any sooner than the broken', () => {
  const loads = loadsOf([pastVersion({ settled: kept(START + days(1)) }), pastVersion({ settled: broken(due) })])
  expect(loads.at('field', 'repair', due)).toMatchObject({ open: 1, week: { kept: 0, broken: 0 } })
  expect(loads.at('field', 'repair', due + hours(1))).toEqual({
    opened: 2,
    open: 0,
    week: { kept: 1, keptLate: 0, broken: 1 },
    sixtyDays: { kept: 1, keptLate: 0, broken: 1 },
  })
})

test('kept after its tell-by is kept late', () => {
  const loads = loadsOf([pastVersion({ settled: kept(due - hours(2)) })])
  expect(loads.at('field', 'repair', due + hours(1))?.week).toEqual({ kept: 1, keptLate: 1, broken: 0 })
})

test('what was learned within the hour, or as it strikes, is not known yet', () => {
  const loads = loadsOf([
    pastVersion({ settled: broken(due, due + minutes(30)) }),
    pastVersion({ settled: broken(due, due + hours(1)) }),
  ])
  expect(loads.at('field', 'repair', due + minutes(59))?.week.broken).toBe(0)
  expect(loads.at('field', 'repair', due + hours(1))?.week.broken).toBe(1)
  expect(loads.at('field', 'repair', due + hours(2))?.week.broken).toBe(2)
})

test('after seven days it leaves the week, after sixty the rest', () => {
  const loads = loadsOf([pastVersion({ settled: broken(due) })])
  expect(loads.at('field', 'repair', due + days(7))).toMatchObject({ week: { broken: 1 } })
  expect(loads.at('field', 'repair', due + days(7) + hours(1))).toMatchObject({
    opened: 0,
    week: { broken: 0 },
    sixtyDays: { broken: 1 },
  })
  expect(loads.at('field', 'repair', due + days(60) + hours(1))?.sixtyDays.broken).toBe(0)
})

test('a late fact corrects what was counted for nobody who asked before', () => {
  const corrected = pastVersion({ settled: [...broken(due), ...kept(due - hours(1), due + days(1))] })
  expect(loadsOf([corrected]).at('field', 'repair', due + days(2))?.week).toEqual({ kept: 0, keptLate: 0, broken: 1 })
})

test('withdrawn and renegotiated ones are neither kept nor broken; a silo never heard of has no load', () => {
  const withdrawn = pastVersion({ settled: [{ state: 'withdrawn', at: START + hours(5), heard: START + hours(5) }] })
  const loads = loadsOf([withdrawn])
  expect(loads.at('field', 'repair', due)).toMatchObject({ open: 0, week: { kept: 0, broken: 0 } })
  expect(loads.at('vans', 'repair', due)).toBeNull()
  expect(loads.at('field', 'repair', START + hours(1) - 1)).toBeNull()
})
