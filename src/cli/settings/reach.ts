import { nearest } from '../../core/document/near.ts'
import type { Problem } from '../../core/document/problem.ts'
import { parseDuration } from '../../core/time/duration.ts'
import { hours } from '../../core/time/instant.ts'
import type { DocumentPath, YamlDocument } from '../../core/document/yaml.ts'
import type { BrandSettings, NamedChannel, Settings } from './settings.ts'
import type { SettingsShape } from './shape.ts'

const BRAND = 'main'
const LADDER: readonly string[] = ['outbox']

type Brand = NonNullable<SettingsShape['brands']>[string]

interface Reaching {
  readonly document: YamlDocument
  readonly problems: Problem[]
  readonly channels: readonly NamedChannel[]
  readonly port: number
}

/** Over which channels each brand speaks, how it calls itself, and where silos are nudged. */
export function reachOf(
  { brand = BRAND, brands = {}, silos = {} }: SettingsShape,
  reaching: Reaching,
): Pick<Settings, 'ladders' | 'brands' | 'siloAddresses'> {
  const names = [...new Set([brand, ...Object.keys(brands)])]
  const ladders: Record<string, readonly string[]> = {}
  const named = new Map<string, BrandSettings>()
  for (const name of names) {
    const own = brands[name] ?? {}
    const { channels: ladder = LADDER } = own
    for (const [index, channel] of ladder.entries()) check(channel, ['brands', name, 'channels', index], reaching)
    ladders[name] = ladder
    named.set(name, shownAs(own, name, ownPage(ladder, reaching)))
  }
  for (const [name, { nudge }] of Object.entries(silos)) check(nudge, ['silos', name, 'nudge'], reaching)
  return {
    ladders: {
      brand,
      brands: ladders,
      silos: Object.fromEntries(Object.entries(silos).map(([name, { nudge }]) => [name, nudge])),
    },
    brands: named,
    siloAddresses: new Map(
      Object.entries(silos).flatMap(([name, { address }]) => (address === undefined ? [] : [[name, address]])),
    ),
  }
}

/** 2 h: a crew's day is made by then, and its first visits have begun. */
const CHANGES_CLOSE = hours(2)

function shownAs(own: Brand, name: string, here: string | null): BrandSettings {
  const { name: shown = name, phone = null, link = here, pages = here, colour = null, logo = null } = own
  const changesClose = parseDuration(own['changes-close'] ?? '') ?? CHANGES_CLOSE
  return { name: shown, phone, link, pages: pages?.replace(/\/+$/, '') ?? null, colour, logo, changesClose }
}

/** What only goes to the outbox may name this machine; what leaves the house must name a page that customers can open. */
function ownPage(ladder: readonly string[], { channels, port }: Reaching): string | null {
  const typeOf = (name: string): string | undefined => channels.find((one) => one.name === name)?.settings.channel
  return ladder.every((name) => typeOf(name) === 'outbox') ? `http://localhost:${port}/` : null
}

function check(name: string, path: DocumentPath, { document, problems, channels }: Reaching): void {
  const known = channels.map((channel) => channel.name)
  if (known.includes(name)) return
  const near = nearest(name, known)
  const reason = `There is no channel “${name}”.`
  const mend = near === undefined ? `Set it under channels; there are: ${known.join(', ')}.` : `Did you mean “${near}”?`
  problems.push({ level: 'error', code: 'no-channel', place: document.placeOf(path), reason, mend })
}
