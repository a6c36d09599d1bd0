import fc from 'fast-check'
import { expect, test } from 'vitest'
import { keptAddress } from './address.ts'

test('one telephone is one address however it is written', () => {
  for (const written of [
    '+44 1632 960001',
    '+44 (0)1632-960001',
    '0044 1632 960001',
    '441632960001',
    ' +441632960001 ',
  ])
    for (const kind of ['sms', 'whatsapp', 'voice'] as const) expect(keptAddress(kind, written)).toBe('+441632960001')
  expect(keptAddress('sms', '16175550123')).toBe('+16175550123')
})

test('a number without its country, a short code and a sender’s name are not guessed at', () => {
  expect(keptAddress('sms', '01632 960001')).toBe('01632960001')
  expect(keptAddress('sms', '60606')).toBe('60606')
  expect(keptAddress('sms', 'Parcels')).toBe('parcels')
})

test('mail is the same in any case and with the sender’s name beside it', () => {
  expect(keptAddress('mail', 'Sam Field <Sam@Customer.Example>')).toBe('sam@customer.example')
  expect(keptAddress('mail', ' sam@customer.example')).toBe('sam@customer.example')
})

test('law: an address as it is kept is kept as it is', () => {
  const kinds = fc.constantFrom('none', 'mail', 'sms', 'whatsapp', 'voice', 'push' as const)
  const written = fc.oneof(fc.string({ unit: 'grapheme' }), fc.stringMatching(/^[+0-9 ().-]{0,20}$/))
  fc.assert(
    fc.property(kinds, written, (kind, address) => {
      const kept = keptAddress(kind, address)
      expect(keptAddress(kind, kept)).toBe(kept)
    }),
  )
})
