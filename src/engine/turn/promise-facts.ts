import { factRef, type Fact, type FactData } from '../../core/fact/fact.ts'
import type { PromiseChange } from '../../core/ledger/changes.ts'
import { formatInstant, type Instant } from '../../core/time/instant.ts'
import type { DatedChange } from '../../playbook/turn/turn.ts'

/** Who speaks in the facts Troth states itself. */
export const TROTH = 'troth'

/** What one's own facts are made of: whom they are about, by an alias, and where in the log they will stand. */
export interface Stating {
  readonly about: string
  readonly heard: Instant
}

export const ownFact = (
  { about, heard }: Stating,
  said: { type: string; id: string; time: Instant; data: FactData },
): Fact => ({
  source: TROTH,
  subject: about,
  heard,
  origin: 'engine',
  ...said,
})

/** What a change of what may be said of a promise reads as a fact; null: it needs none. */
export function promiseFact(stating: Stating, { change, at, because }: DatedChange, n: number): Fact | null {
  const said = saidOf(change)
  if (said === null) return null
  const { promise, version } = change
  const facts = because === null ? {} : { because: [factRef(because)] }
  const data: FactData = { promise: promise.id, version: version.n, ...said.data, ...facts }
  return ownFact(stating, { type: said.type, id: `${said.type}:${promise.id}#${version.n}:${n}`, time: at, data })
}

interface Said {
  readonly type: string
  readonly data: FactData
}

function saidOf({ kind, promise, version, from }: PromiseChange): Said | null {
  switch (kind) {
    case 'opened': {
      const due = { due_from: when(version.dueFrom), due_to: when(version.dueTo), tell_by: when(version.tellBy) }
      const { owner, rule, playbookVersion } = promise
      const data = { kind: promise.kind, owner, to: rule.to, ...due, playbook_version: playbookVersion }
      return { type: 'promise.opened', data: present(data) }
    }
    case 'settled':
      return { type: 'promise.settled', data: present({ as: version.state, cause: version.cause }) }
    case 'corrected':
      return { type: 'promise.corrected', data: { from: from?.state ?? 'open', to: version.state } }
    case 'undone':
      return { type: 'promise.corrected', data: { from: version.state, to: 'undone' } }
    case 'cured':
      return null
  }
}

const when = (at: Instant | null): string | null => (at === null ? null : formatInstant(at))

/** Without the fields that are null. */
export const present = (data: FactData): FactData =>
  Object.fromEntries(Object.entries(data).filter(([, value]) => value !== null))
