import { openCases, type CaseRow } from '../../store/cases/open-cases.ts'
import { writeForecasts, type ForecastRow } from '../../store/ledger/write-forecasts.ts'
import { passToReporting, type ReportingRow } from '../../store/incident/pass-to-reporting.ts'
import { writePassing, type PassingRow } from '../../store/incident/write-passing.ts'
import { removePromises, type PromiseName } from '../../store/ledger/remove-promises.ts'
import { writeDecisions, type DecisionRow } from '../../store/ledger/write-decisions.ts'
import { writePromises, type PromiseKnown, type PromiseRow } from '../../store/ledger/write-promises.ts'
import { revokeVisitLinks, type RevokedLinks } from '../../store/links/revoke-visit-links.ts'
import { writeVisitLinks, type VisitLinkRow } from '../../store/links/write-visit-links.ts'
import { appendFacts, type FactRow } from '../../store/log/append-facts.ts'
import { endAttempts, type AttemptEnd } from '../../store/outbox/end-attempts.ts'
import { noteReceipts, type ReceiptRow } from '../../store/outbox/note-receipts.ts'
import { putBack, type PutBack } from '../../store/outbox/put-back.ts'
import { queueMessages, type MessageRow } from '../../store/outbox/queue-messages.ts'
import { removeMessages } from '../../store/outbox/remove-messages.ts'
import { writeAddresses, type AddressRow } from '../../store/people/write-addresses.ts'
import { writeAliases, type AliasRow } from '../../store/people/write-aliases.ts'
import { writeConsents, type ConsentRow } from '../../store/people/write-consents.ts'
import { writeKeys, type KeyRow } from '../../store/people/write-keys.ts'
import { writeLinks, type LinkRow } from '../../store/people/write-links.ts'
import { writePersons, type PersonRow } from '../../store/people/write-persons.ts'
import { removeRelay, type RelayName } from '../../store/relay/remove-relay.ts'
import type { Tx } from '../../store/store.ts'
import { clearTimers } from '../../store/timer/clear-timers.ts'
import { setTimers, type TimerRow } from '../../store/timer/set-timers.ts'

/** What each kind of row is, and the statement that writes many of them. In the order in which they are written. */
interface Rows {
  readonly keys: KeyRow
  readonly aliases: AliasRow
  readonly facts: FactRow
  readonly gone: PromiseName
  readonly promises: PromiseRow & PromiseKnown
  readonly forecasts: ForecastRow
  readonly decisions: DecisionRow
  readonly timers: TimerRow
  readonly idle: Omit<TimerRow, 'wake'>
  readonly ended: AttemptEnd
  readonly receipts: ReceiptRow
  readonly left: { readonly bucket: number; readonly message: string }
  readonly back: PutBack
  readonly messages: MessageRow
  readonly linksRevoked: RevokedLinks
  readonly visitLinks: VisitLinkRow
  readonly cases: CaseRow
  readonly persons: PersonRow
  readonly addresses: AddressRow
  readonly consents: ConsentRow
  readonly links: LinkRow
  readonly delivered: RelayName
  readonly passing: PassingRow
  readonly reporting: ReportingRow
}

const WRITE: { readonly [Kind in keyof Rows]: (tx: Tx, rows: readonly Rows[Kind][]) => Promise<void> } = {
  keys: writeKeys,
  aliases: writeAliases,
  facts: appendFacts,
  gone: removePromises,
  promises: writePromises,
  forecasts: writeForecasts,
  decisions: writeDecisions,
  timers: setTimers,
  idle: clearTimers,
  ended: endAttempts,
  receipts: noteReceipts,
  left: removeMessages,
  back: putBack,
  messages: queueMessages,
  linksRevoked: revokeVisitLinks,
  visitLinks: writeVisitLinks,
  cases: openCases,
  persons: writePersons,
  addresses: writeAddresses,
  consents: writeConsents,
  links: writeLinks,
  delivered: removeRelay,
  passing: writePassing,
  reporting: passToReporting,
}

/** All that one commit writes: facts, ledger, timers and messages leave together or not at all. */
export type Writes = { readonly [Kind in keyof Rows]: Rows[Kind][] }

export const noWrites = (): Writes => ({
  keys: [],
  aliases: [],
  facts: [],
  gone: [],
  promises: [],
  forecasts: [],
  decisions: [],
  timers: [],
  idle: [],
  ended: [],
  receipts: [],
  left: [],
  back: [],
  messages: [],
  linksRevoked: [],
  visitLinks: [],
  cases: [],
  persons: [],
  addresses: [],
  consents: [],
  links: [],
  delivered: [],
  passing: [],
  reporting: [],
})

/** One statement for each kind of row there is, in one round trip. */
export async function carryOut(tx: Tx, writes: Writes): Promise<void> {
  await Promise.all((Object.keys(WRITE) as (keyof Rows)[]).map((kind) => write(tx, writes, kind)))
}

async function write<Kind extends keyof Rows>(tx: Tx, writes: Writes, kind: Kind): Promise<void> {
  const rows = writes[kind]
  if (rows.length > 0) await WRITE[kind](tx, rows)
}
