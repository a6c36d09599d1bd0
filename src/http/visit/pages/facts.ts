import { html, type Html } from '../../../core/document/html.ts'
import type { Scene } from '../scene.ts'
import { section } from './parts.ts'

/** What was promised beside the time, each only where a fact says it: an undisclosed price is a broken promise. */
export function visitFacts(scene: Scene): Html | null {
  const { words, who } = scene
  const ahead = [
    row(words.who, who),
    row(words.howLong, length(scene)),
    row(words.toPay, toPay(scene)),
    row(words.please, needs(scene)),
  ]
  const rows = [row(words.what, kind(scene)), ...(isAhead(scene) ? ahead : [])].filter((one) => one !== null)
  return rows.length === 0 ? null : section(words.yourVisit, html`<dl>${rows}</dl>`)
}

/** What to prepare, and for how long, is nothing to read once nobody comes any more. */
const isAhead = ({ visit: { state }, stage }: Scene): boolean =>
  state !== 'cancelled' && state !== 'done' && state !== 'not-done' && stage !== 'missed-by-us'

const row = (title: string, value: Html | string | null): Html | null =>
  value === null
    ? null
    : html`<dt>${title}</dt>
        <dd>${value}</dd>`

/** A code that nobody has put into words is not shown: customers get sentences. */
const said = (words: Readonly<Record<string, string>>, code: unknown): string | null =>
  typeof code === 'string' && Object.hasOwn(words, code) ? (words[code] ?? null) : null

const kind = ({ words, visit }: Scene): string | null => said(words.kinds, visit.booked['kind'])

function needs({ words, visit }: Scene): string | null {
  const codes = visit.booked['needs']
  const listed = typeof codes === 'string' ? codes.split(/[,\s]+/) : Array.isArray(codes) ? codes : []
  return listed.map((code) => said(words.needs, code)).find((one) => one !== null) ?? null
}

function length({ speech, visit }: Scene): string | null {
  const minutes = visit.booked['expected_minutes']
  return typeof minutes === 'number' && minutes >= 1 ? speech.length(minutes) : null
}

function toPay({ words, speech, visit }: Scene): Html | string | null {
  const due = visit.booked['to_pay']
  if (typeof due !== 'object' || due === null) return null
  const { amount, currency } = due as { readonly amount?: unknown; readonly currency?: unknown }
  if (typeof amount !== 'string' || typeof currency !== 'string') return null
  if (Number(amount) === 0) return words.nothingToPay
  const money = speech.money({ amount, currency })
  return money === null ? null : words.onTheDay(money)
}
