import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { formatInstant, hours } from '../../core/time/instant.ts'
import { testInstallation, type Installation } from './installed.testing.ts'

let at: Installation
beforeEach(async () => {
  at = await testInstallation()
  const later = (n: number): string => formatInstant(Date.now() + hours(n))
  const window = { start: later(48), end: later(50) }
  const booked = { specversion: '1.0', source: 'field', id: 'v1:booked', type: 'visit.booked', subject: 'crm:7' }
  writeFileSync(
    join(at.folder, 'f.ndjson'),
    JSON.stringify({ ...booked, time: later(-1), data: { visit: 'v1', window } }),
  )
  await at.troth('import', join(at.folder, 'f.ndjson'))
})
afterEach(() => at.remove())

test('an agent gets the link that messages carry, and after it was taken back another', async () => {
  const [one, same] = [await at.troth('link', 'make', 'crm:7', 'v1'), await at.troth('link', 'make', 'crm:7', 'v1')]
  expect(one).toMatchObject({ code: 0, out: expect.stringMatching(/^http:\/\/localhost:8080\/v\/[\w-]{12}$/) })
  expect(same.out).toBe(one.out)
  expect(await at.troth('link', 'revoke', 'crm:7', 'v1')).toMatchObject({
    code: 0,
    out: expect.stringContaining('open nothing'),
  })
  const another = await at.troth('link', 'make', 'crm:7', 'v1')
  expect(another.out).not.toBe(one.out)
  const text = 'select count(*) filter (where revoked is null) as open, count(*) as n from visit_link'
  expect(await at.database.store.query({ name: 'links', text })).toEqual([{ open: 1, n: 2 }])
})

test('a visit that was never booked has no link, and a slip of the pen is answered', async () => {
  expect(await at.troth('link', 'make', 'crm:7', 'v9')).toMatchObject({ code: 1, err: expect.stringContaining('“v9”') })
  expect(await at.troth('link', 'revok', 'crm:7', 'v1')).toMatchObject({
    code: 2,
    err: expect.stringContaining('revoke'),
  })
  expect(await at.troth('link', 'make', 'crm:7')).toMatchObject({ code: 2 })
})
