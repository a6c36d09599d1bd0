import { expect, test } from 'vitest'
import { canonicalJson } from './canonical.ts'
import { factTypes, personalPaths } from './catalogue.ts'
import { joinPersonal, splitPersonal } from './personal.ts'

const data = {
  zone: 'Europe/London',
  name: 'Sam Field',
  reach: [
    { channel: 'sms', address: '+441632960001' },
    { channel: 'mail', address: 'sam@example.org' },
  ],
}

test('a name and an address are taken apart from the zone and the channel they are for', () => {
  expect(splitPersonal('customer.updated', data)).toEqual({
    open: { zone: 'Europe/London', reach: [{ channel: 'sms' }, { channel: 'mail' }] },
    personal: { name: 'Sam Field', reach: [{ address: '+441632960001' }, { address: 'sam@example.org' }] },
  })
})

test('nothing personal in it: the same object, nothing copied', () => {
  const plain = { promise: 'p', kind: 'k', due: '2015-03-02T10:00:00Z' }
  const split = splitPersonal('promise.made', plain)
  expect(split.open).toBe(plain)
  expect(split.personal).toBeNull()
})

test('of a type we do not know, all of it is personal', () => {
  expect(splitPersonal('dog.barked', { at: 'Sam' })).toEqual({ open: {}, personal: { at: 'Sam' } })
  expect(splitPersonal('dog.barked', {})).toEqual({ open: {}, personal: null })
})

test('a field the catalogue does not name is personal, also deep inside', () => {
  expect(splitPersonal('promise.made', { promise: 'p', mother: 'Ann' })).toEqual({
    open: { promise: 'p' },
    personal: { mother: 'Ann' },
  })
  const window = { start: '2015-03-02T08:00:00Z', end: '2015-03-02T12:00:00Z', note: 'ask for Ann' }
  expect(splitPersonal('visit.booked', { visit: 'v', window }).open).toEqual({
    visit: 'v',
    window: { start: window.start, end: window.end },
  })
})

test('law: of every type, the two halves laid over each other are the whole, and the open one holds no personal field', () => {
  for (const { type, example } of factTypes()) {
    const { open, personal } = splitPersonal(type, example.data)
    expect(canonicalJson(joinPersonal(open, personal))).toBe(canonicalJson(example.data))
    for (const path of personalPaths(type)) {
      const last = path.split(/\.|\[\]/).at(-1) ?? ''
      expect(JSON.stringify(open)).not.toContain(`"${last}":`)
    }
  }
  expect(
    joinPersonal(splitPersonal('customer.updated', data).open, splitPersonal('customer.updated', data).personal),
  ).toEqual(data)
})
