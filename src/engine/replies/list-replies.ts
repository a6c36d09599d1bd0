import { openSlots } from '../../core/visit/offer.ts'
import type { Slot } from '../../core/visit/slot.ts'
import { casePage, type ListedCase } from '../../store/cases/case-page.ts'
import { keptOfCase } from '../../store/replies/kept-of-case.ts'
import { aliasesOf } from '../../store/views/alias-of.ts'
import { addressOf, atAddress } from './candidates.ts'
import { TO_CHECK } from './check-case.ts'
import type { Unmatched } from './keep-unmatched.ts'
import { replyOnRecord, type Looking, type ReplyOnRecord } from './reply-on-record.ts'

/** One line of Replies to check, with what a person needs to read it. */
export interface ListedReply {
  readonly case: ListedCase
  /** What the customer's log has; null: nobody knows yet whose it is. */
  readonly reply: ReplyOnRecord | null
  /** What may still be chosen for its visit. */
  readonly offered: readonly Slot[]
  /** Whose it may be, where that is the question. */
  readonly candidates: readonly string[]
  readonly channel: string | null
  /** What was written; of a stranger all of the day. null: it cannot be read any more. */
  readonly words: readonly string[] | null
}

export interface Listing extends Looking {
  readonly now: number
  readonly closedToo: boolean
  readonly limit: number
}

/** The open ones first, by when they are due; strangers' after those of customers. */
export async function listReplies(listing: Listing): Promise<readonly ListedReply[]> {
  const { store, closedToo, limit } = listing
  const which = { place: null, closedToo, assignee: null, after: null }
  const customers = await casePage(store, { ...which, kind: TO_CHECK, limit })
  const left = limit - customers.length
  const strangers = left === 0 ? [] : await casePage(store, { ...which, kind: 'reply-from-stranger', limit: left })
  const listed: ListedReply[] = []
  for (const one of [...customers, ...strangers]) listed.push(await listOne(one, listing))
  return listed
}

async function listOne(one: ListedCase, listing: Listing): Promise<ListedReply> {
  const { bucket, customer, about } = one
  if (customer === null || about === null) return unmatched(one, listing)
  const reply = await replyOnRecord({ bucket, customer }, about, listing)
  const channel = reply?.data['channel']
  const words = reply?.words ?? null
  return {
    case: one,
    reply,
    offered: openSlots(reply?.visit?.offer ?? null, listing.now),
    candidates: [],
    channel: typeof channel === 'string' ? channel : null,
    words: words === null ? null : [words],
  }
}

/** What is kept of a case whose customer nobody knows; absent: it was matched since. */
export async function keptFor(
  one: Pick<ListedCase, 'bucket' | 'id'>,
  { store, vault }: Looking,
): Promise<readonly Unmatched[]> {
  const rows = await keptOfCase(store, one)
  return rows.flatMap(({ raw }) => (vault.openOwn(raw) as Unmatched | undefined) ?? [])
}

async function unmatched(one: ListedCase, listing: Listing): Promise<ListedReply> {
  const { store, vault } = listing
  const kept = await keptFor(one, listing)
  const [first] = kept
  const at = first === undefined ? null : await atAddress(store, addressOf(first.kind, first.heard.from, vault), vault)
  const aliases = at === null ? new Map<string, string>() : await aliasesOf(store, at.candidates)
  return {
    case: one,
    reply: null,
    offered: [],
    candidates: [...aliases.values()].toSorted(),
    channel: first?.kind ?? null,
    words: kept.length === 0 ? null : kept.map(({ heard }) => heard.words),
  }
}
