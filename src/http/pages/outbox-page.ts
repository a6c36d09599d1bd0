import type { OutboxEntry } from '../../channels/outbox/list.ts'
import { html, type Html } from '../../core/document/html.ts'
import { clockTime } from './words.ts'

export interface OutboxPageData {
  readonly entries: readonly OutboxEntry[]
  readonly zone: string
  /** Where the next page begins; null: this was the last. */
  readonly next: string | null
}

/** What would have been said, as a person would have read it; the newest first. */
export function outboxPage({ entries, zone, next }: OutboxPageData): Html {
  if (entries.length === 0)
    return html`<h1>Outbox</h1>
      <p>
        Nothing is in the outbox. Messages appear here when a brand’s sending is on and its channel is the outbox: they
        become files that a person can read, and none leaves the house.
      </p>`
  return html`<h1>Outbox</h1>
    <p class="quiet">Written to files, sent to nobody.</p>
    <div class="cards">${entries.map((entry) => message(entry, zone))}</div>
    ${next === null ? null : html`<p><a href="/outbox?before=${encodeURIComponent(next)}">Older ones</a></p>`}`
}

function message({ message: said }: OutboxEntry, zone: string): Html {
  const { customer, to, subject, text, at, template, decision, ask } = said
  return html`<article class="card">
    <h2>${subject ?? template}</h2>
    <p class="meta">${clockTime(at, zone)} · ${customer}${to === null ? '' : ` · ${to}`}</p>
    <pre class="words">${text}</pre>
    ${ask.length === 0 ? null : html`<p class="meta">They may answer: ${ask.join(', ')}</p>`}
    <p class="meta"><a href="/v1/decisions/${encodeURIComponent(decision)}">Why this was decided</a></p>
  </article>`
}
