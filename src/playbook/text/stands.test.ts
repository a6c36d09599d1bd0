import { expect, test } from 'vitest'
import { zone } from '../../core/time/zone.ts'
import { standsText, stillStandsIn } from './stands.ts'
import { voiceOf } from './voice.ts'

const at = Date.UTC(2026, 3, 2, 7, 30)
const listener = (language: string, place = 'Europe/London') => ({
  zone: zone(place) ?? expect.fail(),
  voice: voiceOf(language) ?? expect.fail(),
})
const installation = { kind: 'installation', key: 'o-1', at }

test('what still stands is named by kind and day, in the reader’s language and on the reader’s calendar', () => {
  expect(standsText([installation], listener('en-GB'))).toBe('installation, Thursday 2 April')
  expect(standsText([installation], listener('de'))).toBe('installation, Donnerstag, 2. April')
  expect(standsText([installation], listener('en-GB', 'Pacific/Honolulu'))).toBe('installation, Wednesday 1 April')
})

test('several are told apart, and a visit and its work on one day are one', () => {
  const work = { kind: 'visit_done', key: 'o-1', at: at + 3_600_000 }
  const repair = { kind: 'line_repair', key: 'r-1', at: at + 86_400_000 }
  expect(standsText([installation, work, repair], listener('en-GB'))).toBe(
    'installation, Thursday 2 April; line repair, Friday 3 April',
  )
})

test('nothing stands, or it is in words already', () => {
  expect(stillStandsIn({ stands: [] }, listener('en'))).toBeNull()
  expect(stillStandsIn({ stands: [installation], still_stands: 'your line' }, listener('en'))).toBe('your line')
  expect(stillStandsIn({ stands: [installation] }, listener('en-GB'))).toBe('installation, Thursday 2 April')
})
