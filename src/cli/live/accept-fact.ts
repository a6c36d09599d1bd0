import type { Fact } from '../../core/fact/fact.ts'
import { EXIT, Stop } from '../exit.ts'
import type { World } from '../world.ts'
import { remoteAccept } from './remote-accept.ts'
import { remoteOf } from './remote.ts'
import { withEngine } from './with-engine.ts'
import type { OnLedger } from './with-ledger.ts'

/** States one fact: through the server that runs, or by an engine of our own. Stops on what is refused. */
export async function acceptFact(on: OnLedger, world: World, fact: Fact): Promise<void> {
  const remote = remoteOf(on.settings.folder)
  const [answer] =
    remote === null
      ? await withEngine(on, world, (engine) => engine.accept([fact]))
      : await remoteAccept(remote, { live: true })([fact])
  if (answer?.status === 'refused') throw new Stop(EXIT.input, answer.problems)
}
