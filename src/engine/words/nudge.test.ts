import { expect, test } from 'vitest'
import { on } from '../../core/fact/fact.testing.ts'
import { zone as zoneNamed } from '../../core/time/zone.ts'
import { nudgeText } from './nudge.ts'

const zone = zoneNamed('Europe/London') ?? expect.fail()
const look = {
  due: { from: null, to: on('5 17:00') },
  promise: { id: 'p/1', kind: 'repair', key: '1', owner: 'field' },
  forecast: null,
  fact: null,
  cause: null,
  ask: [],
  silo: { name: 'field', rung: 0 },
}

test('a department is told which promise needs it, by when, and for whom, without a name', () => {
  expect(nudgeText(look, { about: 'crm:1', zone })).toEqual({
    subject: 'field: repair 1 needs you',
    text: 'repair 1, promised to crm:1, needs you. It is due 2026-03-05 17:00 (Europe/London, 2026-03-05T17:00:00Z).',
  })
})

test('a later rung says that it reminds, a forecast what is expected and why', () => {
  const forecast = { expected: on('6 12:00'), reason: 'the part comes on Friday' }
  const said = nudgeText({ ...look, forecast, silo: { name: 'field', rung: 1 } }, { about: 'crm:1', zone })
  expect(said.text).toMatch(
    /We now expect 2026-03-06 12:00 .* The reason: the part comes on Friday\. This is reminder 2\.$/,
  )
})
