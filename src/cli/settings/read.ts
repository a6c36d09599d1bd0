import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import type { Problem } from '../../core/document/problem.ts'
import { checkShape } from '../../core/document/shape.ts'
import { readYaml, type YamlDocument } from '../../core/document/yaml.ts'
import { zone as zoneNamed } from '../../core/time/zone.ts'
import { EXIT, Stop } from '../exit.ts'
import type { World } from '../world.ts'
import { channelsOf } from './channels.ts'
import { reachOf } from './reach.ts'
import { ruleSettings } from './rules.ts'
import type { Settings } from './settings.ts'
import { settingsShape, type SettingsShape } from './shape.ts'

/** The options of every command that has to do with an installation. */
export const SETTINGS_OPTIONS = {
  data: { type: 'string' },
  config: { type: 'string' },
} as const

export interface SettingsWords {
  readonly data?: string | undefined
  readonly config?: string | undefined
}

type Env = World['env']

const PORT = 8080
const BURST = 200

/** Everything that can be set, from words, environment and `troth.yaml`, in this order of precedence. Stops on what is wrong. */
export function readSettings({ env, folder: here }: World, words: SettingsWords): Settings {
  const folder = resolve(here, words.data ?? env['TROTH_HOME'] ?? 'troth-data')
  const file = settingsFile({ env, here, folder }, words)
  const document = file === null ? emptyDocument : documentOf(file)
  const shaped = checkShape(settingsShape, document, 'docs/reference/settings.md')
  if ('problems' in shaped) throw new Stop(EXIT.input, shaped.problems)
  const problems: Problem[] = []
  const settings = settle(shaped.value, { env, folder, file, document, problems })
  if (problems.length > 0) throw new Stop(EXIT.input, problems)
  return settings
}

const emptyDocument: YamlDocument = {
  file: 'troth.yaml',
  value: {},
  placeOf: () => ({}),
  placeOfKey: () => ({}),
  quoteOf: () => 0,
}

interface Where {
  readonly env: Env
  readonly here: string
  readonly folder: string
}

/** The one that is named must be there; without a name there need be none. */
function settingsFile({ env, here, folder }: Where, { config }: SettingsWords): string | null {
  const named = config ?? env['TROTH_CONFIG']
  if (named !== undefined) return resolve(here, named)
  return [join(here, 'troth.yaml'), join(folder, 'troth.yaml')].find((path) => existsSync(path)) ?? null
}

function documentOf(file: string): YamlDocument {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch {
    const reason = `${file} cannot be read.`
    throw new Stop(EXIT.input, [{ level: 'error', code: 'no-file', place: { file }, reason, mend: 'Check the path.' }])
  }
  const read = readYaml(text, file)
  if ('problems' in read) throw new Stop(EXIT.input, read.problems)
  // A file with nothing but comments sets nothing.
  return read.document.value === null ? { ...read.document, value: {} } : read.document
}

interface Settling {
  readonly env: Env
  readonly folder: string
  readonly file: string | null
  readonly document: YamlDocument
  readonly problems: Problem[]
}

function settle(shape: SettingsShape, settling: Settling): Settings {
  const { env, folder, file, document, problems } = settling
  const zone = zoneNamed(shape.zone ?? 'UTC')
  if (zone === undefined) {
    const reason = `“${shape.zone}” is no time zone.`
    const mend = 'Write it like America/New_York or UTC.'
    problems.push({ level: 'error', code: 'no-zone', place: document.placeOf(['zone']), reason, mend })
  }
  const port = portOf(shape, settling)
  const channels = channelsOf(shape, {
    document,
    env,
    problems,
    folder: file === null ? folder : dirname(file),
    data: folder,
  })
  return {
    folder,
    file,
    // Never used when it is missing: the problem stops us.
    zone: zone ?? (zoneNamed('UTC') as NonNullable<typeof zone>),
    language: shape.language ?? 'en',
    ...reachOf(shape, { document, problems, channels, port }),
    rules: ruleSettings(shape, { document, problems }),
    channels,
    host: env['TROTH_HOST'] ?? shape.listen?.host ?? 'localhost',
    port,
    publicUrl: shape.listen?.['public-url']?.replace(/\/+$/, '') ?? null,
    proxies: shape.listen?.proxies ?? [],
    databaseUrl: env['DATABASE_URL'] ?? shape.database ?? null,
    binaries: env['TROTH_PG_BIN'] ?? null,
    secret: env['TROTH_SECRET'] ?? null,
    runtimeFolder: env['XDG_RUNTIME_DIR'] ?? null,
    burst: shape.burst ?? BURST,
  }
}

function portOf({ listen }: SettingsShape, { env, problems }: Settling): number {
  const text = env['TROTH_PORT']
  if (text === undefined || text === '') return listen?.port ?? PORT
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text)
  const reason = `TROTH_PORT is “${text}”.`
  problems.push({ level: 'error', code: 'bad-port', place: {}, reason, mend: 'Give a number from 0 to 65535.' })
  return PORT
}
