import { setTimeout as pause } from 'node:timers/promises'
import type { Problem } from '../../core/document/problem.ts'
import type { Fact } from '../../core/fact/fact.ts'
import type { Answer } from '../../engine/accept/work.ts'
import { formatInstant } from '../../core/time/instant.ts'
import { toFactEvent } from '../../wire/fact-event.ts'
import { EXIT, Stop } from '../exit.ts'
import type { Remote, RemoteAnswer } from './remote.ts'

/** A busy server asks for patience; one that is busy for longer than this is not well. */
const MOST_TRIES = 30

/** The door of a running server: facts of an import as history, others as news. One answer for each. */
export const remoteAccept =
  (remote: Remote, { live }: { readonly live: boolean }) =>
  async (facts: readonly Fact[]): Promise<readonly Answer[]> => {
    const path = live ? '/v1/facts' : '/v1/facts?history=true'
    const body = facts.map(eventOf)
    for (let tries = 1; ; tries += 1) {
      const answer = await remote.call('POST', path, body)
      const results = resultsIn(answer)
      if (results !== null) return results
      if (answer.status !== 503 || tries === MOST_TRIES) throw new Stop(EXIT.away, problemsIn(answer))
      await pause((answer.retryAfter ?? 1) * 1000)
    }
  }

/** The door sets `heard` itself; what the file says of it stands in `known` already. */
function eventOf(fact: Fact): object {
  const { heard: _, ...event } = toFactEvent(fact)
  return fact.known === undefined ? event : { ...event, known: formatInstant(fact.known) }
}

function resultsIn({ body }: RemoteAnswer): readonly Answer[] | null {
  if (typeof body !== 'object' || body === null || !('results' in body) || !Array.isArray(body.results)) return null
  return (body.results as readonly RemoteResult[]).map(({ status, problems = [] }) =>
    status === 'refused' ? { status, problems } : { status },
  )
}

interface RemoteResult {
  readonly status: Answer['status']
  readonly problems?: readonly Problem[]
}

/** What a server said against a request, in its own words. */
export function problemsIn({ status, body }: RemoteAnswer): readonly Problem[] {
  if (typeof body === 'object' && body !== null && 'problems' in body && Array.isArray(body.problems))
    return body.problems as readonly Problem[]
  const reason = `The server answered ${status}.`
  return [
    {
      level: 'error',
      code: 'server-refuses',
      place: {},
      reason,
      mend: 'Its log says more: troth.log in the data folder.',
    },
  ]
}
