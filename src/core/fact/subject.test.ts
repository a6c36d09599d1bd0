import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { given } from './fact.testing.ts'
import { customerId, subjectsOf } from './subject.ts'

const sha256 = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex')

test('a customer’s id is the first 16 bytes of SHA-256 of the first alias', () => {
  // printf 'crm:123' | sha256sum
  expect(customerId('crm:123', sha256)).toBe(sha256('crm:123').slice(0, 32))
  expect(customerId('crm:123', sha256)).toMatch(/^[0-9a-f]{32}$/)
  expect(customerId('crm:124', sha256)).not.toBe(customerId('crm:123', sha256))
})

test('a fact concerns the customer it names, whatever system issued the alias', () => {
  expect(subjectsOf({ ...given('promise.made', '2 09:00'), subject: 'case:9' })).toEqual([
    { kind: 'customer', alias: 'case:9' },
  ])
})

test('a crew’s fact about a customer also concerns the crew’s day', () => {
  const fact = given('crew.arrived', '2 09:00', { visit: 'v', crew: 'c7', day: '2026-03-02' })
  expect(subjectsOf(fact)).toEqual([
    { kind: 'customer', alias: 'crm:1' },
    { kind: 'crew-day', alias: 'crew-day:c7/2026-03-02' },
  ])
  expect(subjectsOf({ ...fact, data: { crew: 'c7' } })).toHaveLength(1)
})

test('silos and crew days are subjects of their own', () => {
  const about = (subject: string) => subjectsOf({ ...given('silo.load', '2 09:00', { crew: 'c', day: 'd' }), subject })
  expect(about('silo:field')).toEqual([{ kind: 'silo', alias: 'silo:field' }])
  expect(about('crew-day:c7/2026-03-02')).toEqual([{ kind: 'crew-day', alias: 'crew-day:c7/2026-03-02' }])
})
