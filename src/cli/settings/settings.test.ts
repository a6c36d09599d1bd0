import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { Stop } from '../exit.ts'
import { testWorld } from '../world.testing.ts'
import { readSettings } from './read.ts'
import { rulesOf } from './rules.ts'

const folder = mkdtempSync(join(tmpdir(), 'troth-settings-'))
afterAll(() => rmSync(folder, { recursive: true }))

let written = 0
function settings(yaml: string, env: Readonly<Record<string, string>> = {}) {
  written += 1
  const config = join(folder, `${written}.yaml`)
  writeFileSync(config, yaml)
  return readSettings(testWorld({ folder, env }), { config })
}

function refused(yaml: string, env: Readonly<Record<string, string>> = {}): readonly string[] {
  try {
    settings(yaml, env)
  } catch (error) {
    if (error instanceof Stop) return error.message.split('\n').map((line) => line.replace(/^.*yaml:/, ''))
    throw error
  }
  return []
}

test('nothing need be set: it listens here, keeps all in ./troth-data, and every message goes to the outbox', () => {
  const set = readSettings(testWorld({ folder }), {})
  expect(set).toMatchObject({ folder: join(folder, 'troth-data'), host: 'localhost', port: 8080, databaseUrl: null })
  expect(set.zone.name).toBe('UTC')
  expect(set.ladders).toEqual({ brand: 'main', brands: { main: ['outbox'] }, silos: {} })
  expect(set.channels).toEqual([
    { name: 'outbox', settings: { channel: 'outbox', folder: join(folder, 'troth-data/outbox') } },
  ])
  expect(set.brands.get('main')).toEqual({
    name: 'main',
    phone: null,
    link: 'http://localhost:8080/',
    pages: 'http://localhost:8080',
    colour: null,
    logo: null,
    changesClose: 7_200_000,
  })
})

test('a file with nothing but comments sets nothing', () => {
  expect(settings('# later\n').port).toBe(8080)
})

test('a company with two brands, a mail server and a department that is nudged by it', () => {
  const set = settings(
    `
zone: Europe/London
brand: acme
brands:
  acme: { name: Acme Broadband, link: "https://acme.example/visit", channels: [mail, outbox] }
  spark: { channels: [outbox] }
silos: { field: { nudge: mail, address: field@acme.example } }
channels:
  mail: { type: email, host: smtp.acme.example, from: visits@acme.example, auth: { user: troth, password: { env: MAIL_PASSWORD } } }
`,
    { MAIL_PASSWORD: 'open sesame' },
  )
  expect(set.ladders.brands).toEqual({ acme: ['mail', 'outbox'], spark: ['outbox'] })
  expect(set.ladders.silos).toEqual({ field: 'mail' })
  expect(set.siloAddresses.get('field')).toBe('field@acme.example')
  expect(set.channels.map(({ name }) => name)).toEqual(['mail', 'outbox'])
  expect(set.channels[0]?.settings).toMatchObject({ auth: { user: 'troth', password: 'open sesame' } })
})

test('what leaves the house gets no link of this machine', () => {
  const yaml =
    'brands: { main: { channels: [hook] } }\nchannels: { hook: { type: webhook, url: "https://h.example/", secrets: ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"] } }'
  expect(settings(yaml).brands.get('main')).toMatchObject({ link: null, pages: null })
  const own = yaml.replace('{ channels', '{ pages: "https://v.acme.example/", channels')
  expect(settings(own).brands.get('main')).toMatchObject({ link: null, pages: 'https://v.acme.example' })
})

test('a brand’s page has its colour, its words and its own hour until which visits are moved', () => {
  const yaml = 'brands: { main: { colour: "#0F4A5A", logo: Northmoor Fibre, changes-close: 1d } }'
  expect(settings(yaml).brands.get('main')).toMatchObject({ colour: '#0F4A5A', changesClose: 86_400_000 })
  expect(refused('brands: { main: { colour: teal } }')[0]).toContain('A colour is written like #0f4a5a')
  expect(refused('brands: { main: { changes-close: 2 hours } }')[0]).toContain('Write it like 90m, 2h or 1d')
  expect(refused('listen: { proxies: [nginx] }')).toHaveLength(1)
})

test('a misspelt key is answered with its line and the near one, a missing channel with those there are', () => {
  expect(refused('zone: UTC\nchanels: {}\n')).toEqual([
    '2:1 error chanels: “chanels” is not known here. Did you mean “channels”?',
  ])
  expect(refused('brands:\n  main: { channels: [outbx] }\n')).toEqual([
    '2:22 error brands.main.channels[0]: There is no channel “outbx”. Did you mean “outbox”?',
  ])
  expect(refused('zone: Europe/Lundon\n')[0]).toContain('1:7 error zone: “Europe/Lundon” is no time zone.')
})

test('all that is wrong is said at once, and a secret is never repeated', () => {
  const yaml =
    'channels:\n  hook: { type: webhook, url: "ftp://x", secrets: [{ env: HOOK }] }\n  mail: { type: email, host: h, from: a@b, auth: { user: u, password: { env: GONE } } }\n'
  const said = refused(yaml, { HOOK: 'not-a-good-secret' })
  expect(said).toHaveLength(3)
  expect(said.join('\n')).not.toContain('not-a-good-secret')
  expect(said.join('\n')).toContain('The environment has no GONE.')
})

test('the environment goes before the file, and words before both', () => {
  const env = { TROTH_PORT: '9000', DATABASE_URL: 'postgres://db/troth', TROTH_HOME: '/elsewhere' }
  expect(settings('listen: { port: 1234 }', env)).toMatchObject({
    port: 9000,
    databaseUrl: 'postgres://db/troth',
    folder: '/elsewhere',
  })
  expect(readSettings(testWorld({ folder, env }), { data: 'here' }).folder).toBe(join(folder, 'here'))
  expect(refused('', { TROTH_PORT: 'http' })).toEqual(['error TROTH_PORT is “http”. Give a number from 0 to 65535.'])
})

test('a file that is named and not there is refused; one that nobody named need not be there', () => {
  expect(() => readSettings(testWorld({ folder }), { config: 'absent.yaml' })).toThrow('cannot be read')
})

const MINUTE = 60_000
test('nobody is written to at night or too often unless the company says so, and a brand may be stricter', () => {
  const usual = settings('# nothing\n').rules
  expect(rulesOf(usual)('any')).toEqual({
    quiet: { from: 21 * 60 * MINUTE, to: 8 * 60 * MINUTE },
    urgentQuiet: { from: 23 * 60 * MINUTE, to: 6 * 60 * MINUTE },
    caps: { day: 5, week: 15 },
  })
  const { rules } = settings(`
quiet: { from: "20:30", to: "09:00" }
urgent-quiet: none
brands:
  acme: { caps: { day: 2 } }
  spark: { quiet: none, caps: none }
`)
  const own = { from: 20.5 * 60 * MINUTE, to: 9 * 60 * MINUTE }
  expect(rulesOf(rules)('main')).toEqual({ quiet: own, urgentQuiet: null, caps: { day: 5, week: 15 } })
  expect(rulesOf(rules)('acme')).toEqual({ quiet: own, urgentQuiet: null, caps: { day: 2, week: 15 } })
  expect(rulesOf(rules)('spark')).toEqual({ quiet: null, urgentQuiet: null, caps: null })
})

test('a brand may have a cap where the company has none', () => {
  const { rules } = settings('caps: none\nbrands: { acme: { caps: { week: 3 } } }\n')
  expect(rulesOf(rules)('acme').caps).toEqual({ day: Infinity, week: 3 })
})

test('hours that are no clock, and hours that are none or all of them, are told by their line', () => {
  expect(refused('zone: UTC\nquiet: { from: 25:00, to: "08:00" }\n')[0]).toMatch(/^2:/)
  expect(refused('zone: UTC\nbrands: { a: { quiet: { from: "08:00", to: "08:00" } } }\n')).toEqual([
    expect.stringMatching(/^2:.*no hours, or all of them/),
  ])
  expect(refused('caps: { day: 0 }\n')[0]).toMatch(/^1:/)
})
