import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nearest } from './near.ts'

test.each([
  ['stpe', ['owner', 'step', 'kind'], 'step'],
  ['crewLeft', ['crew_arrived', 'crew_left'], 'crew_left'],
  ['closed_dt', ['OPEN_DT', 'CLOSED_DT'], 'CLOSED_DT'],
  ['du', ['due', 'data'], 'due'],
  ['colour', ['color'], 'color'],
])('who writes %s among %j probably meant %s', (name, candidates, meant) => {
  expect(nearest(name, candidates)).toBe(meant)
})

test('a name that resembles nothing gets no suggestion', () => {
  expect(nearest('weather', ['step', 'owner'])).toBeUndefined()
  expect(nearest('x', ['y'])).toBeUndefined()
  expect(nearest('a'.repeat(1_000_000), ['a'.repeat(1_000_000)])).toBeUndefined()
})

test('of two equally near names the first one listed is suggested', () => {
  expect(nearest('stop', ['step', 'shop'])).toBe('step')
})

test('law: one mistyped letter in a name of three or more is always recognised', () => {
  const name = fc.stringMatching(/^[a-z]{3,20}$/)
  fc.assert(
    fc.property(name, fc.nat(), fc.constantFrom('drop', 'double', 'swap', 'replace'), (meant, seed, mistake) => {
      const place = seed % (meant.length - 1)
      const [before, letter, next, after] = [
        meant.slice(0, place),
        meant[place],
        meant[place + 1],
        meant.slice(place + 2),
      ]
      const typed = {
        drop: `${before}${next}${after}`,
        double: `${before}${letter}${letter}${next}${after}`,
        swap: `${before}${next}${letter}${after}`,
        replace: `${before}0${next}${after}`,
      }[mistake]
      expect(nearest(typed, [meant])).toBe(meant)
    }),
  )
})
