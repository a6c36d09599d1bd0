import { formatInstant, type Instant } from '../../core/time/instant.ts'
import type { FirstLook } from './first-look.ts'
import { GLYPHS } from './glyph.ts'
import { html, type Html } from '../../core/document/html.ts'
import { brandWords, pausedWords } from './sending-words.ts'
import { clockTime, count, counted, share, span } from './words.ts'

export interface FirstPage {
  readonly look: FirstLook
  readonly brand: string
  readonly zone: string
  readonly now: Instant
  /** Where this very page was asked for: `http://127.0.0.1:8080`. */
  readonly url: string
  /** A key was shown: the example needs one too. */
  readonly needsKey: boolean
}

/** What is in the ledger, whether anything leaves, and what to try next. */
export function firstPage(page: FirstPage): Html {
  const { facts, customers } = page.look
  const about = facts.exact ? '' : 'about '
  const inIt =
    facts.count === 0
      ? 'Nothing has been heard yet. The first fact opens the first promise.'
      : `${about}${counted(facts.count, 'fact')} about ${counted(customers, 'customer')}.`
  return html`<h1>The ledger</h1>
    <p class="quiet">${inIt}</p>
    <div class="cards">
      ${figureCard(page.look)} ${promisesCard(page.look)} ${sendingCard(page)} ${playbooksCard(page)} ${casesCard(page)}
      ${nextCard(page)}
    </div>`
}

const card = (title: string, body: Html): Html =>
  html`<section class="card">
    <h2>${title}</h2>
    ${body}
  </section>`

const row = (state: string, word: string, value: Html | string): Html =>
  html`<dt class="${state}">${GLYPHS[state] ?? null} ${word}</dt>
    <dd>${value}</dd>`

/** The figure is always four: silence, late word, time ahead, and crying wolf. */
function figureCard({ told }: FirstLook): Html {
  const { broken, silent, late, kept, lead_median, lead_p10, false_alarms } = told
  if (broken + kept === 0)
    return card('Silent break rate', html`<p>No promise with a due time is settled yet. The rate stands here then.</p>`)
  const part = (n: number, of: number): Html =>
    html`${share(n, of)} <span class="quiet">${count(n)} of ${count(of)}</span>`
  const lead =
    lead_median === null || lead_p10 === null
      ? html`<span class="quiet">no word has left</span>`
      : html`${span(lead_median)} <span class="quiet">one in ten under ${span(lead_p10)}</span>`
  return card(
    'Silent break rate',
    html`<p class="figure">${share(silent, broken)}</p>
      <dl>
        ${silent === 0 ? row('', 'Broken in silence', part(silent, broken)) : row('silent', 'Broken in silence', part(silent, broken))}
        ${row('told', 'Told late', part(late, broken))} ${row('', 'Word came ahead by', lead)}
        ${row('', 'False alarms per 100 kept', kept === 0 ? '–' : ((100 * false_alarms) / kept).toFixed(1))}
      </dl>`,
  )
}

const STATES = [
  ['open', 'Open'],
  ['kept', 'Kept'],
  ['broken', 'Broken'],
  ['renegotiated', 'Renegotiated'],
  ['withdrawn', 'Withdrawn'],
  ['disputed', 'Disputed'],
] as const

function promisesCard({ states }: FirstLook): Html {
  if (states.size === 0)
    return card(
      'Promises',
      html`<p>
        No promises yet. They appear with the first fact that a playbook knows, such as <code>promise.made</code>.
      </p>`,
    )
  const rows = STATES.map(([state, word]) =>
    row(state === 'broken' ? 'told' : state, word, count(states.get(state) ?? 0)),
  )
  return card('Promises', html`<dl>${rows}</dl>`)
}

function sendingCard({ look: { sending }, brand }: FirstPage): Html {
  const own = sending.find(({ scope }) => scope === `brand:${brand}`)
  const others = sending.filter(({ scope }) => scope.startsWith('brand:') && scope !== `brand:${brand}`)
  const paused = sending.filter(({ state }) => state === 'paused')
  return card(
    'Sending',
    html`<p>${brandWords(own)}</p>
      <ul>
        ${others.map((one) => html`<li><b>${one.scope.slice('brand:'.length)}</b> ${brandWords(one)}</li>`)}
        ${paused.map((one) => html`<li>${pausedWords(one)}</li>`)}
      </ul>`,
  )
}

function playbooksCard({ look: { playbooks }, zone }: FirstPage): Html {
  if (playbooks.length === 0)
    return card(
      'Playbooks in force',
      html`<p>
        None yet: facts are kept, and no promise is made of them. Publish one:
        <code>troth playbook publish keep-informed</code>
      </p>`,
    )
  const line = ({ playbook, version, valid_from, reason }: FirstLook['playbooks'][number]): Html =>
    html`<li>
      <b>${playbook}</b> <code>${version.split('@').at(-1) ?? version}</code><br /><span class="meta"
        >since ${clockTime(valid_from, zone)}: ${reason}</span
      >
    </li>`
  return card(
    'Playbooks in force',
    html`<ul>
      ${playbooks.map(line)}
    </ul>`,
  )
}

function casesCard({ look: { cases, openCases }, zone }: FirstPage): Html {
  if (openCases === 0) return card('Open cases', html`<p>Nobody is waiting for a person.</p>`)
  const line = ({ id, kind, says, due }: FirstLook['cases'][number]): Html =>
    html`<li>
      <a href="/v1/cases/${encodeURIComponent(id)}">${kind}</a> ${says}<br /><span class="meta"
        >${due === null ? 'no due time' : `due ${clockTime(due, zone)}`}</span
      >
    </li>`
  const more =
    openCases > cases.length ? html`<p class="meta">and ${counted(openCases - cases.length, 'more', 'more')}</p>` : null
  return card(
    'Open cases',
    html`<p>${counted(openCases, 'case')} open.</p>
      <ul>
        ${cases.map(line)}
      </ul>
      ${more}`,
  )
}

const DAY = 86_400_000

function nextCard({ now, url, needsKey }: FirstPage): Html {
  const second = now - (now % 1000)
  const due = formatInstant(second + DAY)
  const data = `"data":{"promise":"try-1","kind":"call-back","owner":"care","due":"${due}"}`
  const fact = `{"source":"desk","id":"try-1:made","type":"promise.made","subject":"crm:1","time":"${formatInstant(second)}",${data}}`
  const key = needsKey ? ` -H 'authorization: Bearer troth_…'` : ''
  const curl = `curl ${url}/v1/facts${key} -H 'content-type: application/json' -d '${fact}'`
  return html`<section class="card wide">
    <h2>What to try next</h2>
    <p>State a fact: somebody promised a customer a call back by this time tomorrow.</p>
    <pre>${curl}</pre>
    <p>
      Then look at <a href="/v1/promises?customer=crm%3A1">what that customer was promised</a>, or at
      <a href="/v1/status">the state of the house</a>.
    </p>
    <p>Bring the past in. An import sends nothing:</p>
    <pre>troth import FILE.csv --map mapping.yaml</pre>
    <p>See what would be said without saying it, in <a href="/outbox">the outbox</a>:</p>
    <pre>troth sending shadow</pre>
    <p class="meta">All doors: <a href="/v1/openapi.json">/v1/openapi.json</a></p>
  </section>`
}
