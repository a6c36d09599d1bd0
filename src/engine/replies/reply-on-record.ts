import { factRef, type Fact, type FactData } from '../../core/fact/fact.ts'
import { joinPersonal } from '../../core/fact/personal.ts'
import { optionsOf, type Option } from '../../core/message/reply/options.ts'
import { slotsIn } from '../../core/visit/offer.ts'
import { visitOf, type Visit } from '../../core/visit/visit.ts'
import type { CustomerPlace } from '../../store/ledger/decisions-of.ts'
import { factsOf } from '../../store/log/facts-of.ts'
import { openPersonal, type Vault } from '../../store/people/vault.ts'
import type { Tx } from '../../store/store.ts'
import { decisionById } from '../../store/views/decision-by-id.ts'
import { wholeFacts } from '../../store/views/whole-facts.ts'
import { subjectAt } from './whose-reply.ts'

/** A reply as it stands in its customer's log, with what it may have answered. */
export interface ReplyOnRecord {
  /** Source and id, with a blank between. */
  readonly ref: string
  readonly time: number
  /** Whom it was stated of. */
  readonly alias: string
  readonly data: FactData
  /** What they wrote; null: nobody can read it any more. */
  readonly words: string | null
  readonly visit: Visit | null
  readonly question: { readonly template: string; readonly options: readonly Option[] } | null
}

export interface Looking {
  readonly store: Tx
  readonly vault: Vault
}

export async function replyOnRecord(
  place: CustomerPlace,
  ref: string,
  { store, vault }: Looking,
): Promise<ReplyOnRecord | null> {
  const [whole] = await wholeFacts(store, subjectAt(place), { before: null, refs: [ref], limit: 1 })
  if (whole === undefined) return null
  const facts = (await factsOf(store, [subjectAt(place)])).map(({ fact }) => fact)
  const { data, personal, seed, about, time } = whole
  const opened = openPersonal(seed === null ? null : vault.keyFrom(seed), personal)
  const { words } = opened === null ? {} : joinPersonal(data, opened)
  const key = data['visit']
  return {
    ref,
    time,
    alias: about,
    data,
    words: typeof words === 'string' ? words : null,
    visit: typeof key === 'string' ? (visitOf(facts, key) ?? null) : null,
    question: await askedIn(data['to'], facts, store),
  }
}

async function askedIn(to: unknown, facts: readonly Fact[], store: Tx): Promise<ReplyOnRecord['question']> {
  if (typeof to !== 'string') return null
  const decision = await decisionById(store, to.split('-')[0] ?? '')
  const { template, ask = [] } = (decision?.action ?? {}) as { template?: string; ask?: readonly string[] }
  if (decision === undefined || template === undefined) return null
  const [cause] = (decision.because as { readonly facts?: readonly string[] }).facts ?? []
  const slots = slotsIn(facts.find((fact) => factRef(fact) === cause)?.data['slots'])
  return { template, options: optionsOf(ask, slots) }
}
