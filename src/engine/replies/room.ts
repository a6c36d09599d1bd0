import type { Fact } from '../../core/fact/fact.ts'
import type { Sha256 } from '../../core/fact/subject.ts'
import type { Channel, Heard } from '../../core/message/channel.ts'
import type { Reading, Reply, ReplyContext, Suggester } from '../../core/message/reply/reading.ts'
import type { Instant } from '../../core/time/instant.ts'
import type { CaseRow } from '../../store/cases/open-cases.ts'
import type { Vault } from '../../store/people/vault.ts'
import type { Store } from '../../store/store.ts'
import type { Answer } from '../accept/work.ts'

/** What hearing needs of the house. */
export interface HearingRoom {
  readonly store: Store
  readonly vault: Vault
  readonly sha256: Sha256
  /** The cases are on record with the first subject's facts, or neither is. */
  readonly accept: (facts: readonly Fact[], cases?: readonly CaseRow[]) => Promise<readonly Answer[]>
  readonly channels: readonly Channel[]
  readonly clock: () => Instant
  /** Where customers are until a fact says otherwise. IANA name. */
  readonly zone: string
  /** BCP 47; what they are written to in until a fact says otherwise. */
  readonly language: string
  readonly read: (reply: Reply, context: ReplyContext) => Reading
  /** The one in force; null: none is. */
  readonly suggester: () => Promise<Suggester | null>
  /** Which visit a calendar's answer is about, and the first half of whose id; undefined: none of ours. */
  readonly visitOfUid: (uid: string) => { readonly visit: string; readonly customer: string } | undefined
  readonly log: (happened: string, fields: Readonly<Record<string, unknown>>) => void
}

export type HeardReply = Extract<Heard, { heard: 'reply' }>
export type HeardReceipt = Extract<Heard, { heard: 'receipt' }>
export type HeardStop = Extract<Heard, { heard: 'stopped' | 'resumed' }>
