import { nearest } from '../../core/document/near.ts'
import type { Fact } from '../../core/fact/fact.ts'
import { formatInstant, parseInstant, type Instant } from '../../core/time/instant.ts'
import { meantBy } from '../../engine/people/whose.ts'
import { placeOfCustomer } from '../../store/people/place-of-customer.ts'
import { promisePage, type ListedPromise } from '../../store/views/promise-page.ts'
import { parseFactEvent } from '../../wire/fact-event.ts'
import { parseWords, type Command, type Run } from '../command.ts'
import { EXIT, Stop, usage } from '../exit.ts'
import { acceptFact } from '../live/accept-fact.ts'
import { withLedger, type OnLedger } from '../live/with-ledger.ts'
import { sha256 } from '../playbooks.ts'
import { SETTINGS_OPTIONS } from '../settings/read.ts'

const OPTIONS = {
  ...SETTINGS_OPTIONS,
  expected: { type: 'string' },
  reason: { type: 'string' },
  channel: { type: 'string', default: 'phone' },
  agent: { type: 'string' },
  words: { type: 'string' },
  at: { type: 'string' },
  json: { type: 'boolean', default: false },
} as const

type Values = ReturnType<typeof parseWords<typeof OPTIONS>>['values']

const USE = 'troth told crm:123 v-9 --expected 2026-03-05T12:40:00Z --reason missing-part'

/** `told ALIAS PROMISE-KEY`: a person has told the customer that a promise will not hold as it stands. */
export const told: Run = async (command) => {
  const { values, positionals } = parseWords(command.args, OPTIONS)
  const [alias, key, ...more] = positionals
  if (alias === undefined || key === undefined || more.length > 0)
    throw usage('told takes a customer, by a key some system issued, and the key of a promise.', USE)
  const fact = factOf(command, values, { alias, key })
  return withLedger({ world: command.world, values }, async (on) => {
    await promisesMeant(on, { alias, key })
    await acceptFact(on, command.world, fact)
    show(command, values, { key, fact, promises: await promisesMeant(on, { alias, key }) })
    return EXIT.ok
  })
}

interface Meant {
  readonly alias: string
  readonly key: string
}

/** A person's word; told twice about the same promise at the same instant, it is one. */
function factOf({ world }: Command, values: Values, { alias, key }: Meant): Fact {
  const { reason, channel, words } = values
  const at = values.at === undefined ? world.clock() : instantIn('--at', values.at)
  const agent = values.agent ?? world.env['USER'] ?? world.env['LOGNAME']
  const expected = values.expected === undefined ? undefined : formatInstant(instantIn('--expected', values.expected))
  const time = formatInstant(at)
  const given = Object.entries({ expected, channel, reason, agent, words }).filter(([, value]) => value !== undefined)
  const event = {
    specversion: '1.0',
    source: 'terminal',
    id: `${key}:told:${time}`,
    type: 'customer.told',
    subject: alias,
    time,
    origin: 'person',
    data: { about: key, ...Object.fromEntries(given) },
  }
  const read = parseFactEvent(event, { heard: world.clock() })
  if ('problems' in read) throw new Stop(EXIT.usage, read.problems)
  return read.fact
}

function instantIn(option: string, text: string): Instant {
  const instant = parseInstant(text)
  if (instant === undefined) throw usage(`${option} ${text} is no instant.`, 'Write 2026-03-05T12:40:00Z.')
  return instant
}

/** A customer has few promises; more than these nobody names by hand. */
const MOST = 1000

/** The versions of the promises of that key, the newest last. A slip of the pen would be word about nothing. */
async function promisesMeant({ store }: OnLedger, { alias, key }: Meant): Promise<readonly ListedPromise[]> {
  const all = { state: null, owner: null, kind: null, told: null, dueBefore: null, dueAfter: null, after: null }
  const place = placeOfCustomer(meantBy(alias, sha256))
  const known = await promisePage(store, { ...all, place, limit: MOST })
  const meant = known.filter((promise) => promise.key === key)
  if (meant.length > 0) return meant.toSorted((a, b) => a.version - b.version)
  const near = nearest(
    key,
    known.map((promise) => promise.key),
  )
  const reason = `${alias} has no promise “${key}”; nothing was recorded.`
  const mend =
    near === undefined ? 'Give the key its silo uses: a visit, a quote, an inquiry.' : `Did you mean “${near}”?`
  throw new Stop(EXIT.no, [{ level: 'error', code: 'no-such-promise', place: {}, reason, mend }])
}

interface Shown {
  readonly key: string
  readonly fact: Fact
  readonly promises: readonly ListedPromise[]
}

function show({ terminal }: Command, { json }: Values, { key, fact, promises }: Shown): void {
  const latest = new Map(promises.map((promise) => [promise.id, promise]))
  const stand = [...latest.values()].map(({ id, version, state, due_to: due, tell_by: tellBy, told: how }) => ({
    promise: id,
    version,
    state,
    due: due === null ? null : formatInstant(due),
    inTime: tellBy === null ? null : fact.time < tellBy,
    told: how,
  }))
  if (json) terminal.out(JSON.stringify({ about: key, at: formatInstant(fact.time), promises: stand }))
  else for (const one of stand) terminal.out(line(fact, one))
}

function line({ subject }: Fact, one: { promise: string; state: string; due: string | null; inTime: boolean | null }) {
  const when = one.due === null ? 'without a due time' : `due ${one.due}`
  const how = one.inTime === null ? '' : one.inTime ? ', told in time' : ', after its tell-by'
  return `${subject} was told about ${one.promise}: ${one.state}, ${when}${how}.`
}
