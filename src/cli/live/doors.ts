import type { Engine } from '../../engine/engine.ts'
import { openDoors } from '../../http/app.ts'
import { decideBind, listen } from '../../http/listen.ts'
import { EXIT, Stop } from '../exit.ts'
import { sha256 } from '../playbooks.ts'
import type { Settings } from '../settings/settings.ts'
import { version } from '../version.ts'
import type { World } from '../world.ts'
import type { Ledger } from './ledger.ts'
import type { Log } from './log.ts'

export interface DoorsFor {
  readonly settings: Settings
  readonly world: World
  readonly ledger: Ledger
  readonly engine: Engine
  readonly log: Log
  /** What the commands of this machine show: a key with every right. */
  readonly token: string
}

export interface FrontDoors {
  readonly address: string
  /** Takes no more requests, and answers those it has. */
  readonly close: () => Promise<void>
}

/** What may be reached from elsewhere needs a key first; a page here may name itself to a person as localhost. */
export async function openFrontDoors(from: DoorsFor): Promise<FrontDoors> {
  const { settings, ledger } = from
  const bind = await decideBind(settings.host, ledger.store)
  if ('problem' in bind) throw new Stop(EXIT.input, [bind.problem])
  const doors = openDoors(doorsOptions(from, bind.allowWithoutKey))
  const listening = await listen(doors, { host: settings.host, port: settings.port })
  if ('problem' in listening) {
    await doors.close()
    throw new Stop(EXIT.away, [listening.problem])
  }
  return { address: shown(settings.host, listening), close: () => doors.close() }
}

function doorsOptions(
  { settings, world, ledger, engine, log, token }: DoorsFor,
  allowWithoutKey: boolean,
): Parameters<typeof openDoors>[0] {
  const { store, vault } = ledger
  const local = { localToken: token }
  return {
    engine,
    store,
    vault,
    sha256,
    clock: world.clock,
    version,
    defaultZone: settings.zone.name,
    brand: settings.ladders.brand,
    brands: settings.brands,
    language: settings.language,
    // The grammar of replies is not joined yet: a person reads what is wished for.
    proxies: settings.proxies,
    allowWithoutKey,
    outboxFolder: outboxOf(settings),
    publicUrl: settings.publicUrl,
    log,
    ...local,
  }
}

function outboxOf({ channels }: Settings): string | null {
  for (const { settings } of channels) if (settings.channel === 'outbox') return settings.folder
  return null
}

const shown = (host: string, { url, port }: { readonly url: string; readonly port: number }): string =>
  host === 'localhost' ? `http://localhost:${port}` : url
