import { assignCase } from '../../engine/cases/assign-case.ts'
import type { CaseAnswer } from '../../engine/cases/change.ts'
import type { Answer } from '../../core/message/reply/reading.ts'
import { closeCase } from '../../engine/cases/close-case.ts'
import { dueCase } from '../../engine/cases/due-case.ts'
import { noteCase } from '../../engine/cases/note-case.ts'
import { openCase } from '../../engine/cases/open-case.ts'
import { readCase, type ReadRoom } from '../../engine/replies/read-case.ts'
import { parseInstant } from '../../core/time/instant.ts'
import { EXIT, Stop } from '../exit.ts'
import { remoteOf, type Remote } from '../live/remote.ts'
import { problemsIn } from '../live/remote-accept.ts'
import { withEngine } from '../live/with-engine.ts'
import { whoIsThere, type OnLedger } from '../live/with-ledger.ts'
import { sha256 } from '../playbooks.ts'
import type { World } from '../world.ts'

/** What a person wants done with a case; the bodies are those of the HTTP API. */
export type CaseOrder =
  | { readonly verb: 'open'; readonly id: null; readonly body: OpenBody }
  | { readonly verb: 'assign'; readonly id: string; readonly body: { readonly assignee: string | null } }
  | { readonly verb: 'note'; readonly id: string; readonly body: { readonly words: string } }
  | { readonly verb: 'due'; readonly id: string; readonly body: { readonly due: string | null } }
  | {
      readonly verb: 'close'
      readonly id: string
      readonly body: { readonly disposition: string; readonly words?: string }
    }
  | { readonly verb: 'read'; readonly id: string; readonly body: ReadBody }

interface ReadBody {
  readonly answer?: Answer
  readonly slot?: string
  readonly told?: boolean
  readonly customer?: string
}

interface OpenBody {
  readonly kind: string
  readonly says: string
  readonly customer?: string
  readonly about?: string
  readonly due?: string
  readonly assignee?: string
}

/** Through the server that runs, or by an engine of our own: the case's customer hears of it either way. Answers its id. */
export async function carryOut(on: OnLedger, world: World, order: CaseOrder): Promise<string> {
  const remote = remoteOf(on.settings.folder)
  if (remote !== null) return overThere(remote, order)
  const answer = await withEngine(on, world, (engine) =>
    here({ store: on.store, vault: on.vault, engine, sha256, clock: world.clock }, order, whoIsThere(world)),
  )
  if ('problem' in answer) throw new Stop(EXIT.no, [answer.problem])
  return answer.case.id
}

async function overThere(remote: Remote, { verb, id, body }: CaseOrder): Promise<string> {
  const path = verb === 'open' ? '/v1/cases' : `/v1/cases/${encodeURIComponent(id)}:${verb}`
  const answer = await remote.call('POST', path, body)
  if (answer.status >= 300) throw new Stop(EXIT.no, problemsIn(answer))
  return (answer.body as { readonly id: string }).id
}

function here(room: ReadRoom, order: CaseOrder, who: string): Promise<CaseAnswer> {
  switch (order.verb) {
    case 'open': {
      const { kind, says, customer = null, about = null, due, assignee = null } = order.body
      return openCase(room, { who, kind, says, customer, about, due: instantIn(due ?? null), assignee, id: null })
    }
    case 'assign':
      return assignCase(room, { id: order.id, who, assignee: order.body.assignee })
    case 'note':
      return noteCase(room, { id: order.id, who, words: order.body.words })
    case 'due':
      return dueCase(room, { id: order.id, who, due: instantIn(order.body.due) })
    case 'close':
      return closeCase(room, {
        id: order.id,
        who,
        disposition: order.body.disposition,
        words: order.body.words ?? null,
      })
    case 'read': {
      const { answer = null, slot = null, told = false, customer = null } = order.body
      return readCase(room, { id: order.id, who, answer, slot, told, customer })
    }
  }
}

const instantIn = (text: string | null): number | null => (text === null ? null : (parseInstant(text) ?? null))
