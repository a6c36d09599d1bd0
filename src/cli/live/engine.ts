import type { AddressKind, Channel } from '../../core/message/channel.ts'
import { startEngine, type Engine } from '../../engine/engine.ts'
import { laddersOf } from '../../engine/turn/ladders.ts'
import { openWords } from '../../engine/words.ts'
import { EXIT, Stop } from '../exit.ts'
import { rulesOf } from '../settings/rules.ts'
import { sha256 } from '../playbooks.ts'
import type { Settings } from '../settings/settings.ts'
import type { World } from '../world.ts'
import { namedChannels } from './channels.ts'
import type { Ledger } from './ledger.ts'
import type { Log } from './log.ts'

export interface EngineFor {
  readonly ledger: Ledger
  readonly settings: Settings
  readonly world: World
  readonly log: Log
  /** Another process holds the ledger now. */
  readonly onFenced: () => void
}

/** The engine as the settings want it. */
export async function engineFor({ ledger, settings, world, log, onFenced }: EngineFor): Promise<Engine> {
  const { store, vault } = ledger
  const { zone, language, brands, siloAddresses } = settings
  const channels = namedChannels(settings.channels, world.clock)
  const words = await openWords({ store, vault, channels, zone, language, brands, siloAddresses })
  const engine = await startEngine({
    store,
    vault,
    sha256,
    zone: zone.name,
    language,
    ladders: laddersOf(settings.ladders, kindsOf(channels)),
    rulesOf: rulesOf(settings.rules),
    channels,
    clock: world.clock,
    ...(world.readModel === undefined ? {} : { readModel: world.readModel }),
    word: words.word,
    freshWords: words.refresh,
    burst: settings.burst,
    log,
    onFenced,
  })
  if ('problem' in engine) {
    for (const channel of channels) await channel.close()
    throw new Stop(EXIT.away, [engine.problem])
  }
  return engine
}

/** Which address each channel needs. */
const kindsOf = (channels: readonly Channel[]): ReadonlyMap<string, AddressKind> =>
  new Map(channels.map(({ name, capabilities }) => [name, capabilities.address]))
