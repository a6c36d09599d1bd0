import { formatInstant } from '../../core/time/instant.ts'
import { sendingStates, type SendingRow, type SendingState } from '../../store/company/sending-states.ts'
import { writeAudit } from '../../store/company/write-audit.ts'
import { writeSendingState } from '../../store/company/write-sending-state.ts'
import { problemLine } from '../../core/document/problem.ts'
import { doubtsInTexts } from '../../engine/words/doubts.ts'
import { nearest } from '../../core/document/near.ts'
import { parseWords, type Command, type Run } from '../command.ts'
import { EXIT, usage } from '../exit.ts'
import { whoIsThere, withLedger, type OnLedger } from '../live/with-ledger.ts'
import { SETTINGS_OPTIONS } from '../settings/read.ts'
import { columns } from '../table.ts'

const STATES = ['off', 'shadow', 'trial', 'on'] as const
type BrandState = (typeof STATES)[number]

const OPTIONS = {
  ...SETTINGS_OPTIONS,
  brand: { type: 'string' },
  recipients: { type: 'string' },
  reason: { type: 'string' },
  yes: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
} as const

/** `sending [off|shadow|trial|on]`: shows what leaves the house, or sets it for a brand. */
export const sending: Run = async (command) => {
  const { values, positionals } = parseWords(command.args, OPTIONS)
  const [state, ...more] = positionals
  if (more.length > 0)
    throw usage(`sending takes one state, not “${positionals.join(' ')}”.`, `Use one of: ${STATES.join(', ')}.`)
  return withLedger({ world: command.world, values }, async (on) => {
    if (state !== undefined) await set(command, on, { ...values, state })
    return show(command, on, values.json)
  })
}

interface Setting {
  readonly state: string
  readonly brand?: string | undefined
  readonly recipients?: string | undefined
  readonly reason?: string | undefined
  readonly yes: boolean
}

async function set({ world, terminal }: Command, { store, settings }: OnLedger, words: Setting): Promise<void> {
  const state = stateNamed(words.state)
  const brand = words.brand ?? settings.ladders.brand
  if (!settings.brands.has(brand)) throw unknownBrand(brand, [...settings.brands.keys()])
  const recipients = (words.recipients ?? '').split(',').flatMap((alias) => (alias.trim() === '' ? [] : [alias.trim()]))
  if ((state === 'trial') !== recipients.length > 0)
    throw usage(
      state === 'trial' ? 'A trial needs its recipients.' : 'Only a trial has recipients.',
      '`troth sending trial --recipients crm:1,crm:2`',
    )
  const reason = words.reason?.trim() ?? ''
  if (reason === '') throw usage('Say why, for whoever looks at it in a year.', 'Add --reason "…".')
  const scope = `brand:${brand}`
  await store.inTransaction(async (tx) => {
    const before = (await sendingStates(tx)).find((row) => row.scope === scope)?.state ?? 'off'
    // Whoever has seen nothing of what would be said cannot know that it should be.
    if (state === 'on' && before === 'off' && !words.yes)
      throw usage(
        `${brand} is off: nobody has seen yet what would leave.`,
        'Look at it in shadow or on a trial first, or add --yes.',
      )
    if (state === 'on') for (const problem of await doubtsInTexts(tx)) terminal.err(problemLine(problem))
    const now = world.clock()
    const who = whoIsThere(world)
    await writeSendingState(tx, { scope, state, recipients, since: now, by: who, reason })
    await writeAudit(tx, { at: now, who, what: 'sending.set', detail: { scope, state, recipients: recipients.length } })
  })
}

function stateNamed(text: string): BrandState {
  const found = STATES.find((state) => state === text)
  if (found !== undefined) return found
  const near = nearest(text, STATES)
  throw usage(
    `“${text}” is no state.`,
    near === undefined ? `Use one of: ${STATES.join(', ')}.` : `Did you mean “${near}”?`,
  )
}

function unknownBrand(brand: string, known: readonly string[]): Error {
  const near = nearest(brand, known)
  const mend =
    near === undefined ? `Brands stand in troth.yaml; there are: ${known.join(', ')}.` : `Did you mean “${near}”?`
  return usage(`There is no brand “${brand}”.`, mend)
}

const MEANS: Readonly<Record<SendingState, string>> = {
  off: 'nothing leaves',
  shadow: 'all is decided and written down, nothing leaves',
  trial: 'only those on the list are told',
  on: 'messages leave',
  paused: 'waits, nothing leaves',
  resumed: '',
}

async function show({ terminal }: Command, { store, settings }: OnLedger, json: boolean): Promise<number> {
  const rows = await sendingStates(store)
  const brands = [...settings.brands.keys()].map((brand) => stateOf(brand, rows))
  const paused = rows.filter(({ state }) => state === 'paused')
  if (json) {
    const shown = (row: SendingRow): object => ({ ...row, since: row.since === 0 ? null : formatInstant(row.since) })
    terminal.out(JSON.stringify({ brands: brands.map(shown), paused: paused.map(shown) }))
    return EXIT.ok
  }
  const lines = [...brands, ...paused].map((row) => [
    row.scope,
    row.state,
    row.state === 'trial' ? `${MEANS.trial}: ${row.recipients.join(', ')}` : MEANS[row.state],
    row.since === 0 ? '' : `since ${formatInstant(row.since).slice(0, 16)}Z, ${row.by}: ${row.reason}`,
  ])
  for (const line of columns(lines, 4)) terminal.out(line)
  return EXIT.ok
}

/** A brand nobody has spoken of is off. */
const stateOf = (brand: string, rows: readonly SendingRow[]): SendingRow =>
  rows.find(({ scope }) => scope === `brand:${brand}`) ?? {
    scope: `brand:${brand}`,
    state: 'off',
    recipients: [],
    since: 0,
    by: '',
    reason: '',
  }
