import type { ChannelSettings } from '../../channels/settings.ts'
import type { Duration } from '../../core/time/instant.ts'
import type { Zone } from '../../core/time/zone.ts'
import type { LadderSettings } from '../../engine/turn/ladders.ts'
import type { RuleSettings } from './rules.ts'

/** A channel under the name the company gave it. */
export interface NamedChannel {
  readonly name: string
  readonly settings: ChannelSettings
}

/** A brand as texts may name it. */
export interface BrandSettings {
  readonly name: string
  readonly phone: string | null
  readonly link: string | null
  /** Where its customers' pages are, without a slash at the end; null: nowhere that they could open. */
  readonly pages: string | null
  /** `#rrggbb` */
  readonly colour: string | null
  readonly logo: string | null
  /** How long before the window opens a customer may move or cancel by themselves. */
  readonly changesClose: Duration
}

/** All that can be set, read once at the start. */
export interface Settings {
  /** Where everything is kept. Absolute. */
  readonly folder: string
  /** `troth.yaml` as it was found; null: there is none. */
  readonly file: string | null
  readonly zone: Zone
  readonly language: string
  readonly ladders: LadderSettings
  readonly rules: RuleSettings
  readonly brands: ReadonlyMap<string, BrandSettings>
  /** Where a silo is nudged, when its channel needs an address. */
  readonly siloAddresses: ReadonlyMap<string, string>
  readonly channels: readonly NamedChannel[]
  readonly host: string
  readonly port: number
  /** Where others reach us, without a slash at its end; null: nobody said. */
  readonly publicUrl: string | null
  /** Whose X-Forwarded-For is believed. */
  readonly proxies: readonly string[]
  /** DATABASE_URL; null: the built-in PostgreSQL. */
  readonly databaseUrl: string | null
  /** TROTH_PG_BIN */
  readonly binaries: string | null
  /** TROTH_SECRET, base64; null: the one in the data folder. */
  readonly secret: string | null
  /** XDG_RUNTIME_DIR */
  readonly runtimeFolder: string | null
  readonly burst: number
}
