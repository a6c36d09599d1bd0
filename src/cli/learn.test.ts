import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { hours, formatInstant } from '../core/time/instant.ts'
import { readModel } from '../forecast/model/read.ts'
import { companyPast } from '../forecast/model/past.testing.ts'
import { main } from './main.ts'

const folder = mkdtempSync(join(tmpdir(), 'troth-learn-'))
afterAll(() => rmSync(folder, { recursive: true }))

async function troth(...words: readonly string[]) {
  const out: string[] = []
  const err: string[] = []
  const terminal = {
    out: (text: string) => out.push(text),
    err: (text: string) => err.push(text),
    isWatched: false,
    columns: 100,
  }
  return { code: await main(words, terminal), out: out.join('\n'), err: err.join('\n') }
}

/** A company's past as a file of facts. */
function factsFile(count: number): string {
  const facts = companyPast(count).flatMap(({ made, dueTo, kind, owner, settlements, cured }, n) => {
    const fact = (type: string, at: number, data: object) => ({
      specversion: '1.0',
      source: 'desk',
      id: `${type}:${n}`,
      type,
      subject: `crm:${n}`,
      time: formatInstant(at),
      data: { promise: `p${n}`, ...data },
    })
    const done = cured?.at ?? settlements[0]?.at ?? made + hours(1)
    return [
      fact('promise.made', made, { kind, owner, due: formatInstant(dueTo ?? made) }),
      fact('promise.kept', done, {}),
    ]
  })
  const path = join(folder, `facts-${count}.ndjson`)
  writeFileSync(path, facts.map((fact) => `${JSON.stringify(fact)}\n`).join(''))
  return path
}

const DAY = '2025-02-20'

test('learn writes a model that can be read back, and prints what it learned', async () => {
  const out = join(folder, 'model.json')
  const { code, out: said } = await troth('learn', factsFile(1500), '--before', DAY, '--out', out)
  expect(code).toBe(0)
  expect(said).toContain('heard before 2025-02-20T00:00:00Z')
  expect(said).toContain('broken in the last 7 days')
  expect(said).toMatch(/move +vans/)
  const read = readModel(readFileSync(out, 'utf8'), out)
  expect('model' in read && read.model.learned).toMatchObject({
    file: 'facts-1500.ndjson',
    zone: 'UTC',
    falseAlarmCost: 1,
  })
}, 60_000)

test('the same past gives the same file, whatever came after the day', async () => {
  const outs = [join(folder, 'a.json'), join(folder, 'b.json')] as const
  await troth('learn', factsFile(1500), '--before', DAY, '--out', outs[0])
  const path = factsFile(1500)
  const early = readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '' && String(JSON.parse(line).time) < DAY)
  writeFileSync(path, `${early.join('\n')}\n`)
  await troth('learn', path, '--before', DAY, '--out', outs[1])
  expect(readFileSync(outs[1], 'utf8')).toBe(readFileSync(outs[0], 'utf8'))
}, 60_000)

test('too little of a past is said, and no file is written', async () => {
  const out = join(folder, 'none.json')
  const { code, err } = await troth('learn', factsFile(60), '--before', DAY, '--out', out)
  expect(code).toBe(1)
  expect(err).toContain('at least 200 settled ones')
  expect(() => readFileSync(out)).toThrow('ENOENT')
})

test('learn must know where the past ends and where the model goes; a cost is a number', async () => {
  const file = factsFile(60)
  const wrong = [
    ['learn', file, '--out', 'm.json'],
    ['learn', file, '--before', DAY],
    ['learn', file, '--before', 'Tuesday', '--out', 'm.json'],
    ['learn', file, '--before', DAY, '--out', 'm.json', '--false-alarm-cost', 'much'],
    ['learn', '--before', DAY, '--out', 'm.json'],
  ]
  for (const words of wrong) expect((await troth(...words)).code).toBe(2)
  const { code, err } = await troth(
    'learn',
    factsFile(1500),
    '--before',
    DAY,
    '--out',
    join(folder, 'nowhere', 'm.json'),
  )
  expect({ code, err }).toEqual({ code: 3, err: expect.stringContaining('cannot be written') })
}, 60_000)
