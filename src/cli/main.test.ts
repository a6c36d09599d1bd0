import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, expect, test } from 'vitest'
import { commandNames, main } from './main.ts'

const folder = mkdtempSync(join(tmpdir(), 'troth-cli-'))
afterAll(() => rmSync(folder, { recursive: true }))

interface Ran {
  readonly code: number
  readonly out: string
  readonly err: string
}

async function troth(...words: readonly string[]): Promise<Ran> {
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

function file(name: string, content: string | Buffer): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

const SMALL = 'examples/small/facts.ndjson'
const made = {
  specversion: '1.0',
  source: 'desk',
  id: 'm1',
  type: 'promise.made',
  subject: 'crm:1',
  time: '2026-03-02T09:00:00Z',
  data: { promise: 'p1', kind: 'repair', owner: 'field', due: '2026-03-05T17:00:00Z' },
}
const lines = (...facts: readonly object[]): string => facts.map((fact) => `${JSON.stringify(fact)}\n`).join('')

test('the small example holds one of each: kept, silent, told in time, slip and renegotiated', async () => {
  const { code, out } = await troth('replay', SMALL, '--json')
  const { promises, breaks, rejected } = JSON.parse(out)
  expect(code).toBe(0)
  expect(promises).toMatchObject({ opened: 9, kept: 4, broken: 3, open: 1, renegotiated: 1 })
  expect(breaks).toEqual({ toldInTime: 1, toldLate: 0, silent: 2, unknown: 0 })
  expect(rejected).toBe(0)
})

test('a promise is shown with its evidence, its decision explained by the digits of its id', async () => {
  const shown = await troth('promises', SMALL, 'fibre-3')
  expect(shown.out).toContain('told in time, cured 2026-03-09 10:00')
  const id = /^\s+([0-9a-f]{16})\s/m.exec(shown.out)?.[1] ?? ''
  const explained = await troth('explain', id.slice(0, 7), SMALL)
  expect(explained.code).toBe(0)
  expect(explained.out).toContain('because the part comes on Monday')
  expect(explained.out).toContain('work.progressed  order-desk 3:late')
})

test('the decision the README explains can be explained', async () => {
  const id = /troth explain (\w+)/.exec(readFileSync('README.md', 'utf8'))?.[1] ?? ''
  expect(await troth('explain', id, SMALL)).toMatchObject({ code: 0, out: expect.stringContaining('told in time') })
})

test('a list can be narrowed to what was silent', async () => {
  const { out } = await troth('promises', SMALL, '--state', 'silent', '--json')
  const keys = out.split('\n').map((line) => JSON.parse(line).key)
  expect(keys.toSorted()).toEqual(['fibre-2', 'quote-4'])
})

test('a misspelt command, option or playbook is answered with the near one and its own exit code', async () => {
  expect(await troth('reply')).toMatchObject({
    code: 2,
    err: 'error There is no command “reply”. Did you mean “replay”?',
  })
  expect(await troth('replay', SMALL, '--untill', '2026-03-05')).toMatchObject({ code: 2 })
  const { code, err } = await troth('replay', SMALL, '--playbook', 'keep-informd')
  expect([code, err]).toEqual([3, 'error There is no playbook “keep-informd”. Did you mean “keep-informed”?'])
})

test('help names every command with an example, and needs no file', async () => {
  const { code, out } = await troth('help')
  expect(code).toBe(0)
  for (const word of ['replay', 'promises', 'explain', 'playbook', 'facts', 'Exit codes']) expect(out).toContain(word)
})

test('every command stands in the help and in the reference', async () => {
  const { out } = await troth('help')
  const reference = readFileSync('docs/reference/cli.md', 'utf8')
  // `serve` is another word for `start`.
  for (const name of commandNames.filter((one) => one !== 'serve')) expect(out).toContain(`troth ${name}`)
  for (const name of commandNames) expect(reference).toMatch(new RegExp(`\`${name}[ \`]`))
})

test('a file that is not there, and a day that is none, are refused before anything is done', async () => {
  expect(await troth('replay', join(folder, 'absent.ndjson'), '--until', '2026-03-05')).toMatchObject({
    code: 3,
    out: '',
  })
  expect(await troth('replay', SMALL, '--until', '2026-02-30')).toMatchObject({ code: 2, out: '' })
  expect(await troth('replay', SMALL, '--zone', 'Europe/Londn')).toMatchObject({ code: 2, out: '' })
})

test('bad lines are rejected with line, reason and mend, the good ones count, and the rest is in the rejects file', async () => {
  const noDue = { ...made, id: 'm2', data: { ...made.data, promise: 'p2', due: '2026-02-30T00:00:00Z' } }
  const path = file('bad.ndjson', `${lines(made)}{"not json\n${lines(noDue)}`)
  const rejects = join(folder, 'rejects.ndjson')
  const { code, out, err } = await troth('replay', path, '--until', '2026-03-03', '--rejects', rejects, '--json')
  expect(code).toBe(0)
  expect(JSON.parse(out)).toMatchObject({ facts: 1, rejected: 2, promises: { opened: 1 } })
  expect(err).toContain(`${path}:2 error`)
  expect(err).toContain(`${path}:3 error data.due: `)
  const written = readFileSync(rejects, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(written.map(({ line }) => line).toSorted()).toEqual([2, 3])
  for (const { reason, mend } of written) expect([reason, mend].every((words) => words.length > 5)).toBe(true)
})

test('the same id with other content is rejected with both lines; the same content again changes nothing', async () => {
  const other = { ...made, data: { ...made.data, due: '2026-03-06T17:00:00Z' } }
  const path = file('twice.ndjson', lines(made, made, other))
  const { out, err } = await troth('replay', path, '--until', '2026-03-03', '--json')
  expect(JSON.parse(out)).toMatchObject({ facts: 1, rejected: 1, promises: { opened: 1 } })
  expect(err).toContain(`${path}:3 error The id “m1” of desk was heard before with other content (line 1)`)
})

test('evidence before its making counts, with a warning that names the line', async () => {
  const early = { ...made, id: 'k1', type: 'promise.kept', time: '2026-03-01T09:00:00Z', data: { promise: 'p1' } }
  const path = file('early.ndjson', lines(early, made))
  const { out, err } = await troth('replay', path, '--until', '2026-03-03', '--json')
  expect(JSON.parse(out)).toMatchObject({ warnings: 1, rejected: 0, promises: { kept: 1 } })
  expect(err).toContain(`${path}:1 warning`)
})

test('a truncated gzip fails as a whole and prints no figures', async () => {
  const whole = gzipSync(
    lines(...Array.from({ length: 2_000 }, (_, n) => ({ ...made, id: `m${n}`, subject: `crm:${n}` }))),
  )
  const path = file('cut.ndjson.gz', whole.subarray(0, whole.length - 200))
  const { code, out, err } = await troth('replay', path, '--until', '2026-03-03', '--json')
  expect([code, out]).toEqual([3, ''])
  expect(err).toContain(path)
})

test('a refused mapping or playbook is answered with line and column, and changes nothing', async () => {
  const mapping = file(
    'map.yaml',
    'zone: Europe/London\nsource: x\nrow: { subject: "case:{A}" }\nfacts:\n  - { type: promise.made, id: "{A}", time: B, dta: {} }\n',
  )
  const csv = file('rows.csv', 'A,B\n1,2026-03-02T09:00:00\n')
  const refused = await troth('replay', csv, '--map', mapping, '--until', '2026-03-03')
  expect([refused.code, refused.out]).toEqual([3, ''])
  expect(refused.err).toContain(`${mapping}:5:`)
  const playbook = file(
    'broken.yaml',
    'playbook: broken\npromises:\n  p:\n    key: data.promise\n    owner: care\n    made-by: { fact: promise.made }\n    kept-by: { fact: promise.kept, when: "data.quue == 1" }\n',
  )
  const lint = await troth('playbook', 'lint', playbook)
  expect(lint.code).toBe(1)
  expect(lint.out).toContain(`${playbook}:7:`)
  expect(existsSync(join(folder, 'rejects-of-nothing'))).toBe(false)
})

test('the shipped playbooks lint without an error and pass their examples', async () => {
  expect((await troth('playbook', 'lint')).code).toBe(0)
  const { code, err } = await troth('playbook', 'test')
  expect([code, err]).toEqual([0, expect.stringMatching(/^\d+ examples passed, 0 failed$/)])
})

test('a playbook can be read aloud', async () => {
  const { out } = await troth('playbook', 'show', 'open-door')
  expect(out).toContain('kept by   crew.arrived')
  expect(out).toContain('1 days before due.from at 17:00')
  expect(out).toContain('unanswered for 90m: the next channel, then a case call-to-confirm')
  expect(out).toContain('on reply.received when data.asks == "slot"')
  expect(out).toContain('on link.requested, settled or not')
  expect(out).toContain('moments of the playbook itself\n  stopped')
})

test('each text is shown as its customer would read it, in each language, with what it costs', async () => {
  const { code, out, err } = await troth('playbook', 'texts', 'open-door', '--channel', 'sms')
  expect(code).toBe(0)
  expect(out).toMatch(
    /^open-door visit-confirm, de, sms, 2 SMS of 153 \(\d+ in GSM-7\), not reviewed\n {2}Northern Lights Broadband: Wir kommen am Mittwoch, 30\. September/m,
  )
  expect(out).toMatch(
    /^open-door visit-confirm, ar, sms, 3 SMS of 67 \(\d+ in UCS-2\), not reviewed\n {2}\u2067نأتي .*\u2069$/m,
  )
  expect(err).toMatch(/^(\d+) shown, of which no speaker of the language has reviewed \1$/)
  const mail = await troth('playbook', 'texts', 'open-door', '--language', 'es', '--channel', 'mail')
  expect(mail.out).toContain('puts the visit into the calendar')
  expect(mail.out).not.toContain(', de, ')
  const approved = await troth('playbook', 'texts', 'open-door', '--language', 'en', '--channel', 'whatsapp')
  expect(approved.out).toContain(
    '[I will be in] [another time] [I no longer need it]\n  approved as visit_confirm, with: Wed',
  )
})

test('texts are shown as JSON for programs, of a folder of one’s own too', async () => {
  const mine = join(folder, 'mine')
  mkdirSync(mine)
  file('mine/playbook.yaml', 'playbook: mine\nlanguages: [en]\n')
  file(
    'mine/texts.en.yaml',
    'reviewed-by: { name: Sam, on: 2026-11-20 }\nhello: { text: "Hello, {{ brand.name }}." }\n',
  )
  const { out } = await troth('playbook', 'texts', mine, '--json', '--channel', 'sms')
  expect(JSON.parse(out)).toEqual([
    {
      playbook: 'mine',
      text: 'hello',
      language: 'en',
      channel: 'sms',
      segments: { encoding: 'gsm-7', units: 33, segments: 1, perSegment: 160 },
      reviewed: { name: 'Sam', on: '2026-11-20' },
      subject: null,
      words: 'Hello, Northern Lights Broadband.',
      choices: [],
      approved: null,
      calendar: null,
    },
  ])
  file('mine/texts.en.yaml', 'hello: { text: "Hello, {{ brnd.name }}." }\n')
  expect(await troth('playbook', 'texts', mine)).toMatchObject({ code: 3, err: expect.stringContaining('brand.name') })
})

test('a language or channel that there is not is answered with those there are', async () => {
  const language = await troth('playbook', 'texts', 'open-door', '--language', 'dee')
  expect(language).toMatchObject({ code: 2, err: expect.stringContaining('“de”') })
  expect((await troth('playbook', 'texts', '--channel', 'fax')).err).toContain('sms, mail, whatsapp, push, voice')
})

test('the catalogue lists its types and shows one with its fields', async () => {
  expect((await troth('facts')).out.split('\n').length).toBeGreaterThan(80)
  expect((await troth('facts', 'promise.made')).out).toContain('due')
  expect(await troth('facts', 'promise.mde')).toMatchObject({ code: 1, err: expect.stringContaining('“promise.made”') })
})
