import type { Tx } from '../store.ts'

export type BrandState = 'off' | 'shadow' | 'trial' | 'on'
export type SendingState = BrandState | 'paused' | 'resumed'

export interface SendingRow {
  /** `brand:main`, `playbook:open-door`, `channel:email`, `moment:…`, `all`. */
  readonly scope: string
  readonly state: SendingState
  /** Of a trial: aliases. */
  readonly recipients: readonly string[]
  readonly since: number
  readonly by: string
  readonly reason: string
}

const statesStatement = {
  name: 'sending-states',
  text: `select distinct on (scope, state in ('paused', 'resumed')) scope, state, recipients, since, by, reason
           from sending_state order by scope, state in ('paused', 'resumed'), n desc`,
}

/** The newest word on each scope: whether a brand is on, and whether it is paused, are two words. */
export const sendingStates = (tx: Tx): Promise<readonly SendingRow[]> => tx.query<SendingRow>(statesStatement)
