import { mkdtempSync, openSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'

import type { Fact } from '../../core/fact/fact.ts'
import { type ByCustomer, collect, type CollectSettings } from './by-customer.ts'
import { openSpillFile, type SpillFile, spillInto } from './spill/spill-file.ts'

const folder = mkdtempSync(join(tmpdir(), 'troth-by-customer-'))
afterAll(() => rmSync(folder, { recursive: true }))

const factOf = (id: string, note: string): Fact => {
  return { source: 's', id, type: 't', subject: 'case:1', time: 1, heard: 2, origin: 'outside', data: { note } }
}
const parse = (text: string): Fact | undefined => (text === 'junk' ? undefined : (JSON.parse(text) as Fact))
const customerOf = (hex: string): string => hex.padEnd(32, '0')
const lots = Number.MAX_SAFE_INTEGER

interface Given {
  readonly customer: string
  readonly note: string
  readonly asLine: boolean
}

function addAll(to: ByCustomer, given: readonly Given[]): void {
  given.forEach(({ customer, note, asLine }, i) => {
    const fact = factOf(`f${i}`, note)
    if (asLine) to.addLine(customer, JSON.stringify(fact), i + 1)
    else to.addFact(customer, fact, i + 1)
  })
}

async function all(from: ByCustomer) {
  const got: { customer: string; facts: readonly Fact[]; lines: readonly number[] }[] = []
  for await (const batch of from.finish()) {
    if ('failed' in batch) throw new Error(batch.failed.reason)
    got.push(...batch)
  }
  return got
}

const collected = (given: readonly Given[], settings: Partial<CollectSettings>) => {
  const by = collect({ parse, tempFolder: folder, ...settings })
  addAll(by, given)
  return all(by)
}

const hex = fc.constantFrom(...'0123456789abcdef')
const customer = fc.oneof(
  fc.array(hex, { minLength: 32, maxLength: 32 }).map((digits) => digits.join('')),
  // Close together, as when many share their first digits.
  fc
    .array(fc.constantFrom('0', 'f'), { minLength: 3, maxLength: 3 })
    .map((digits) => digits.join('').padStart(32, '0')),
  fc.constantFrom('a', 'a03', 'a049', 'a050', 'a0f1', 'b').map(customerOf),
)
const givens = fc.array(
  fc.record({ customer, note: fc.string({ unit: 'binary', maxLength: 30 }), asLine: fc.boolean() }),
  { maxLength: 60 },
)

test('law: customers come ascending, each once, with all their facts in the order they were added', async () => {
  await fc.assert(
    fc.asyncProperty(givens, async (given) => {
      const got = await collected(given, { memoryBudgetBytes: lots })
      const ids = [...new Set(given.map((one) => one.customer))].sort()
      const expected = ids.map((id) => {
        const mine = given.flatMap((one, i) => (one.customer === id ? [{ i, one }] : []))
        return {
          customer: id,
          facts: mine.map(({ i, one }) => factOf(`f${i}`, one.note)),
          lines: mine.map(({ i }) => i + 1),
        }
      })
      expect(got).toEqual(expected)
    }),
  )
})

test('law: what went over the disk is what stayed in memory, also when parts are divided again', async () => {
  await fc.assert(
    fc.asyncProperty(givens, fc.nat(5000), async (given, memoryBudgetBytes) => {
      expect(await collected(given, { memoryBudgetBytes })).toEqual(await collected(given, { memoryBudgetBytes: lots }))
    }),
  )
})

test('a fact larger than a write buffer goes over the disk whole', async () => {
  const given = ['x'.repeat(10_000_000), 'ü'.repeat(50_000), 'small'].map((note) => ({
    customer: customerOf('a'),
    note,
    asLine: true,
  }))
  const [only] = await collected(given, { memoryBudgetBytes: 0 })
  expect(only?.facts.map(({ data }) => String(data['note']).length)).toEqual([10_000_000, 50_000, 5])
})

test('texts of three bytes a character fill the write buffers to the edge', async () => {
  const given = Array.from({ length: 12 }, () => ({
    customer: customerOf('a'),
    note: '€'.repeat(15_000),
    asLine: true,
  }))
  const [only] = await collected(given, { memoryBudgetBytes: 0 })
  expect(only?.facts.map(({ data }) => data['note'])).toEqual(given.map(({ note }) => note))
})

test('one customer alone, too large for a part, is written at most twice', async () => {
  let written = 0
  const counted = (path: string): SpillFile => {
    const file = openSpillFile(path)
    return {
      ...file,
      write: (bytes) => {
        written += bytes.length
        return file.write(bytes)
      },
    }
  }
  const given = Array.from({ length: 1000 }, () => ({
    customer: customerOf('a1b2'),
    note: 'n'.repeat(100),
    asLine: false,
  }))
  const [only] = await collected(given, { memoryBudgetBytes: 1000, openSpillFile: counted })
  expect(only?.facts).toHaveLength(1000)
  expect(written).toBeLessThan(2.1 * 1000 * 320)
})

test('a line that is no fact is left out, and a customer of whom nothing is left too', async () => {
  const by = collect({ parse })
  by.addLine(customerOf('a'), 'junk', 1)
  by.addLine(customerOf('b'), 'junk', 2)
  by.addFact(customerOf('b'), factOf('f', ''), 3)
  expect((await all(by)).map(({ customer: id, lines }) => [id, lines])).toEqual([[customerOf('b'), [3]]])
})

test('nothing lies in the temporary folder, not even while facts are on disk: a killed process leaves nothing', async () => {
  const by = collect({ parse, tempFolder: folder, memoryBudgetBytes: 0 })
  addAll(by, [{ customer: customerOf('a'), note: '', asLine: true }])
  expect(readdirSync(folder)).toEqual([])
  expect(await all(by)).toHaveLength(1)
  by.dispose()
})

test('leaving early closes every temporary file, those of divided parts too', async () => {
  let open = 0
  const counted = (path: string): SpillFile => {
    const file = openSpillFile(path)
    open++
    return { ...file, close: () => [file.close(), open--] }
  }
  const by = collect({ parse, tempFolder: folder, memoryBudgetBytes: 0, openSpillFile: counted })
  addAll(
    by,
    ['a', 'a1', 'b'].map((id) => ({ customer: customerOf(id), note: '', asLine: true })),
  )
  expect(open).toBe(1)
  for await (const _ of by.finish()) {
    expect(open).toBeGreaterThan(1)
    break
  }
  expect(open).toBe(0)
  expect(readdirSync(folder)).toEqual([])
})

test('a temporary folder that is not there is a problem with its name', async () => {
  const by = collect({ parse, tempFolder: join(folder, 'nowhere'), memoryBudgetBytes: 0 })
  by.addFact(customerOf('a'), factOf('f', ''), 1)
  expect(by.failed()).toMatchObject({ code: 'file-missing', place: { file: join(folder, 'nowhere') } })
})

test.runIf(process.platform === 'linux')('a full disk fails the whole: nothing is handed over', async () => {
  const full = () => spillInto(openSync('/dev/full', 'r+'))
  const by = collect({ parse, tempFolder: folder, memoryBudgetBytes: 0, openSpillFile: full })
  addAll(
    by,
    Array.from({ length: 20 }, () => ({ customer: customerOf('a'), note: 'n'.repeat(60_000), asLine: true })),
  )
  expect(by.failed()?.code).toBe('disk-full')
  const got = []
  for await (const batch of by.finish()) got.push(batch)
  expect(got).toMatchObject([{ failed: { code: 'disk-full' } }])
})
