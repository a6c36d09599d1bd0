import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { writeAscii } from './canonical-bytes.ts'
import { startDigest } from './digest.ts'

const sha256 = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex')
type Part = readonly [customer: string, text: string]

const digestOf = (parts: readonly Part[]): string => {
  const digest = startDigest(sha256)
  for (const [customer, text] of parts) digest.add(customer, (out) => writeAscii(out, text))
  return digest.value()
}

const customers = fc
  .uniqueArray(fc.tuple(fc.constantFrom('00', '01', 'ff'), fc.nat({ max: 999 })), { selector: String, maxLength: 12 })
  .map((ids) => ids.map(([bucket, n]): Part => [`${bucket}${String(n).padStart(30, '0')}`, `{"n":${n}}`]))
const ascending = (parts: readonly Part[]): readonly Part[] => parts.toSorted(([a], [b]) => (a < b ? -1 : 1))

test('law: whoever folds whole buckets in order comes to the same digest', () => {
  fc.assert(
    fc.property(customers, (parts) => {
      const inOrder = ascending(parts)
      const buckets = ['ff', '00', '01'].flatMap((bucket) =>
        inOrder.filter(([customer]) => customer.startsWith(bucket)),
      )
      expect(digestOf(buckets)).toBe(digestOf(inOrder))
    }),
  )
})

test('law: another text, another customer, one more or one less is another digest', () => {
  fc.assert(
    fc.property(customers, fc.nat(), (parts, which) => {
      const inOrder = ascending(parts)
      const at = which % Math.max(1, inOrder.length)
      const [customer, text] = inOrder[at] ?? ['', '']
      if (customer === '') return
      expect(digestOf(inOrder.with(at, [customer, `${text} `]))).not.toBe(digestOf(inOrder))
      expect(digestOf(inOrder.toSpliced(at, 1))).not.toBe(digestOf(inOrder))
    }),
  )
})

test('a long text is chained in pieces and still counts to its last letter', () => {
  const long = (end: string): readonly Part[] => [
    ['00a', 'x'.repeat(70_000)],
    ['00b', 'y'.repeat(70_000) + end],
  ]
  expect(digestOf(long('a'))).not.toBe(digestOf(long('b')))
  expect(digestOf(long('a'))).toMatch(/^[0-9a-f]{64}$/)
})

test('customers of one bucket out of order are a mistake of the caller’s', () => {
  expect(() =>
    digestOf([
      ['00b', ''],
      ['00a', ''],
    ]),
  ).toThrow('came after')
  expect(() =>
    digestOf([
      ['00b', ''],
      ['00b', ''],
    ]),
  ).toThrow('came after')
})

test('coming back to a bucket that was left is a mistake of the caller’s', () => {
  expect(() =>
    digestOf([
      ['00a', ''],
      ['01a', ''],
      ['00b', ''],
    ]),
  ).toThrow('came after')
})

test('nothing has a digest too', () => {
  expect(digestOf([])).toBe(sha256(''))
})
