import type { Engine } from '../../engine/engine.ts'
import { EXIT, Stop } from '../exit.ts'
import type { World } from '../world.ts'
import { engineFor } from './engine.ts'
import { NO_LOG } from './log.ts'
import type { OnLedger } from './with-ledger.ts'

/**
 * An engine of this command's own, for as long as `work` takes, where no server runs. It looks at no time by itself; what
 * its facts bring about leaves as it would from a server.
 */
export async function withEngine<Answer>(
  on: OnLedger,
  world: World,
  work: (engine: Engine) => Promise<Answer>,
): Promise<Answer> {
  let fenced = false
  const engine = await engineFor({
    ledger: on,
    settings: on.settings,
    world,
    log: NO_LOG,
    onFenced: () => (fenced = true),
  })
  try {
    const answer = await work(engine)
    if (fenced) throw new Stop(EXIT.away, [takenOver])
    return answer
  } finally {
    await engine.stop()
  }
}

const takenOver = {
  level: 'error',
  code: 'ledger-held',
  place: {},
  reason: 'Another Troth process has taken the ledger over.',
  mend: 'Run the command once more: it goes on where it stopped.',
} as const
