import type { Origin } from './fact.ts'
import type { Fields } from './field.ts'

/** A whole fact as one CloudEvents 1.0 object in JSON. */
export interface FactExample {
  readonly specversion: '1.0'
  readonly type: string
  readonly source: string
  readonly id: string
  readonly subject: string
  readonly time: string
  readonly heard?: string
  readonly origin?: Origin
  readonly data: Readonly<Record<string, unknown>>
}

/** What the catalogue knows of one type of fact. */
export interface FactType {
  readonly type: string
  /** One sentence. */
  readonly says: string
  /** Who may state it. */
  readonly origins: readonly Origin[]
  /** true: heard long after its time it still changes the ledger. false: it speaks of its own moment only. */
  readonly history: boolean
  readonly fields: Fields
  readonly example: FactExample
}

interface Definition extends Omit<FactType, 'type' | 'origins' | 'history' | 'example'> {
  readonly origins?: readonly Origin[]
  readonly history?: boolean
  readonly example: Omit<FactExample, 'specversion' | 'type' | 'origin'>
}

const SAID: readonly Origin[] = ['outside', 'person']

/** Unless told otherwise a silo's system or a person may state it, and late word of it counts. */
export function define(type: string, { says, origins = SAID, history = true, fields, example }: Definition): FactType {
  const [origin] = origins
  const envelope = { specversion: '1.0', type, ...example } as const
  const whole = origin === undefined || origin === 'outside' ? envelope : { ...envelope, origin }
  return { type, says, origins, history, fields, example: whole }
}
