import fc from 'fast-check'
import type { Fact, FactData } from '../core/fact/fact.ts'
import { byHeard } from '../core/fact/order.ts'
import { on } from '../core/fact/fact.testing.ts'
import { textOf } from '../core/fact/canonical-bytes.testing.ts'
import { writePromises } from '../core/ledger/canonical-promises.ts'
import { writeDecisions } from '../core/message/canonical-decisions.ts'
import { formatInstant, hours, type Instant } from '../core/time/instant.ts'
import type { Forecaster } from '../forecast/forecaster.ts'
import { programOf } from './program.testing.ts'
import type { Program } from './program.ts'
import { byInstant, replayCustomer } from './replay.ts'
import { advance } from './turn/advance.ts'
import { hear } from './turn/hear.ts'
import { startTurn, type Turn } from './turn/turn.ts'

/** Small, and of everything: windows and instants, grace, an OLA, a standing promise, conditions, every kind of moment. */
export const lawText = `
playbook: law
promises:
  stated:
    key: data.promise
    kind: { cel: data.kind }
    owner: { cel: data.owner }
    made-by: { fact: promise.made }
    due: { to: { cel: data.due }, if-missing: unknown }
    kept-by: { fact: promise.kept }
    broken-by: { fact: promise.broken, when: 'due.to == null || fact.time <= due.to' }
    moved-by: { fact: promise.moved }
    ended-by: { fact: promise.withdrawn, as: withdrawn }
    disputed-by: { fact: claim.made, when: 'promise.seen == null || fact.time <= promise.seen' }
    reopened-by: { fact: claim.reopened }
    cured-by: { fact: claim.settled }
    notes: { seen: { fact: work.handed-over } }
    handed-over-by: { fact: work.handed-over }
    expected-by: [{ fact: work.progressed }]
    told-by: { fact: customer.told, key: data.about }
    moments:
      - id: confirm
        at: { life: made }
        say: confirm
        next-word: 30h
        ask: [confirm]
        unanswered: { after: 18h, try: next-channel, then: { case: call, when: 'promise.seen == null && score("no_access") > 0.3' } }
      - { id: no_news, at: { word-due: confirm }, say: no-news, next-word: { business-days: 1 }, repeat: { at-most: 2 } }
      - { id: call, at: { word-due: no_news }, case: call }
      - { id: sorry, at: { life: broken }, say: sorry, ask: [keep], unanswered: { after: 18h, then: { case: call } } }
      - { id: moved, at: { life: moved }, say: moved }
      - { id: thanks, at: { fact: promise.kept, when: data.without_work == null, while: any }, say: thanks }
      - { id: reminder, at: { before: due.to, by: 20h }, unless: 'due.to - promise.made < duration("30h")', say: reminder }
      - { id: how_was_it, at: { after: due.to, by: 5h }, say: how-was-it }
      - { id: heads_up, at: { jeopardy: medium, until: due.to }, say: heads-up, next-word: 12h }
      - { id: still_unknown, at: { word-due: heads_up }, say: no-news }
      - id: running_late
        at: { jeopardy: high, until: due.to }
        repeat: { when: 'forecast.moved > duration("7h")', at-most: 2 }
        say: running-late
  window:
    key: data.promise
    owner: field
    made-by: { fact: promise.made, when: data.due_from != null }
    moved-by: { fact: promise.moved, when: data.due_from != null }
    ended-by: { fact: promise.withdrawn, as: withdrawn }
    due: { from: { cel: data.due_from }, to: { cel: data.due } }
    tell-by: { before: due.from, by: 2h }
    grace: 13h
    kept-by: { fact: promise.kept }
    expected-by: [{ fact: work.progressed }]
    told-by: { fact: customer.told, key: data.about }
    moments:
      - { id: heads_up, at: { jeopardy: medium, until: due.from }, say: heads-up, when: customer.outstanding < 3 }
      - { id: day_before, at: { before: due.from, days: 1, clock: "18:00" }, say: reminder }
  inside:
    key: data.promise
    to: sales
    owner: operations
    made-by: { fact: promise.made }
    due: { to: { within: 31h } }
    kept-by: { fact: work.progressed }
    moments: [{ id: escalate, at: { life: broken }, nudge: operations }]
  price:
    key: data.promise
    owner: billing
    made-by: { fact: promise.made }
    standing: { per: bill.printed, key: data.bill, until: { cel: data.due }, check: bill-matches-quote }
    moments: [{ id: hold_bill, at: { check: failed, on: draft }, nudge: billing }]
`
const AFTER = `
playbook: after
anchor: { fact: claim.made }
hold-while: customer.outstanding > 1
stop-when: customer.ended
moments:
  - { id: sooner, at: { after: anchor, by: 6h }, say: sooner, valid-for: 40h }
  - { id: later, at: { after: anchor, days: 2, clock: "10:00" }, say: later, valid-for: 3d }
`

export const lawful = programOf(lawText, AFTER)

/** The same, where the stated promise needs the one between silos. */
export const needing = programOf(lawText.replace('    notes:', '    needs: [inside]\n    notes:'), AFTER)

const LEVELS = ['none', 'none', 'low', 'medium', 'high'] as const

/** A model that trembles: what it says hangs on the version and the hour, and it is silent now and then. */
export const trembling: Forecaster = {
  model: 'trembling@1',
  says: ({ promise: { key, rule }, version, now }) => {
    const drawn = (now / 3_600_000 + version.n * 7 + key.length * 3 + rule.id.length) % 11
    const level = LEVELS[Math.floor(drawn) % 5]
    if (drawn > 9 || level === undefined) return null
    const expected = drawn > 5 ? now + hours(drawn) : null
    const lateBy = expected === null || version.dueTo === null ? null : expected - version.dueTo
    return { level, probability: drawn / 11, expected, lateBy, reason: 'it trembles', facts: [] }
  },
  usualAfter: (_, need) => (need.length % 2 === 0 ? hours(9) : null),
}

const START = on('2 00:00')
export const END = on('28 00:00')
/** Coarse, so that facts and timers meet at one instant. */
const step = (most: number): fc.Arbitrary<number> => fc.nat({ max: most }).map((n) => hours(n * 6))

interface Draw {
  readonly at: number
  readonly due: number
  readonly wide: boolean
  readonly byCustomer: number
  readonly pick: number
}

type Say = (draw: Draw) => readonly [type: string, data: FactData]

const dueIn = ({ at, due, wide }: Draw): FactData => ({
  due: formatInstant(START + at + due),
  ...(wide ? { due_from: formatInstant(START + at + due - hours(4)) } : {}),
})
/** Names as silos write them; canonical text must hold them all. */
const OWNERS = ['field', 'Straße "9"', 'back\\slash\n', '配送 \u2028\u0007 😀']
const LINES = [[{ code: 'base', amount: '10', currency: 'EUR' }], [{ code: 'fee', amount: '3', currency: 'EUR' }]]

interface Saying {
  readonly weight: number
  /** Of the forty steps of six hours, the last at which it is true. */
  readonly latest: number
  readonly say: Say
}

const often = (weight: number, say: Say, latest = 40): Saying => ({ weight, say, latest })

/** What may be heard of a promise; promises are made early, so that something can become of them. */
const SAYS: readonly Saying[] = [
  often(8, (draw) => ['promise.made', { kind: 'k', owner: OWNERS[draw.pick], lines: LINES[0], ...dueIn(draw) }], 12),
  often(1, ({ pick }) => ['promise.made', { kind: 'k', owner: OWNERS[pick] }], 12),
  often(6, (draw) => ['promise.moved', { ...dueIn(draw), ...actIn(draw) }], 24),
  often(4, ({ pick }) => ['promise.kept', pick === 0 ? { without_work: true } : {}], 24),
  often(2, () => ['promise.broken', { cause: 'late' }], 24),
  often(2, () => ['promise.withdrawn', {}], 24),
  often(2, () => ['claim.made', {}]),
  often(1, () => ['claim.reopened', {}]),
  often(1, () => ['claim.settled', {}]),
  often(9, (draw) => ['work.progressed', { step: 's', ...expectedIn(draw) }], 24),
  often(2, ({ at, due }) => ['work.progressed', { step: 's', expected: formatInstant(START + at + due / 2) }], 24),
  often(1, () => ['work.handed-over', { to: 'other' }], 24),
  often(2, () => ['customer.told', {}], 24),
  often(2, ({ pick }) => ['bill.printed', { bill: `b${pick % 2}`, lines: LINES[pick % 2] }]),
  often(1, ({ pick }) => [pick === 0 ? 'service.ended' : 'service.activated', {}]),
  often(2, ({ pick }) => ['visit.confirmed', { visit: pick === 0 ? 'other' : 'p' }], 30),
  often(1, ({ pick }) => ['customer.updated', { zone: pick === 0 ? 'Asia/Tokyo' : 'America/New_York' }], 24),
]

/** Every fifth says only that it will be late. */
const expectedIn = ({ at, due, byCustomer }: Draw): FactData =>
  byCustomer === 4 ? {} : { expected: formatInstant(START + at + 2 * due) }

const actIn = ({ byCustomer }: Draw): FactData => (byCustomer < 2 ? { act: `links l-${byCustomer}` } : {})

const drawUntil = (latest: number): fc.Arbitrary<Draw> =>
  fc.record({
    at: step(latest),
    due: fc.integer({ min: -1, max: 16 }).map((n) => hours(n * 6)),
    wide: fc.boolean(),
    byCustomer: fc.nat({ max: 4 }),
    pick: fc.nat({ max: 3 }),
  })

const said: fc.Arbitrary<readonly [Say, Draw]> = fc.oneof(
  ...SAYS.map(({ weight, latest, say }) => ({
    weight,
    arbitrary: drawUntil(latest).map((draw) => [say, draw] as const),
  })),
)

/** The customer's own acts that a move may name; on record only when the stream holds them. */
const act: fc.Arbitrary<Omit<Fact, 'id' | 'heard'>> = fc
  .record({
    at: step(40),
    n: fc.nat({ max: 1 }),
  })
  .map(({ at, n }) => ({
    source: 'links',
    type: 'link.used',
    subject: 'crm:1',
    time: START + at,
    origin: 'person',
    data: { link: `l-${n}`, act: 'reschedule' },
  }))

const DELAYS = [0, 0, 0, 0, hours(1), hours(12), hours(30), hours(120)]

const outside: fc.Arbitrary<Fact> = fc
  .record({
    said,
    key: fc.constantFrom('p', 'p', 'p', 'q "é"'),
    source: fc.constantFrom('a', 'b'),
    sequence: fc.constantFrom(undefined, undefined, '2', '10'),
    delay: fc.constantFrom(...DELAYS),
  })
  .map(({ said: [say, draw], key, source, sequence, delay }) => {
    const [type, data] = say(draw)
    const time = START + draw.at
    return {
      source,
      id: '',
      type,
      subject: 'crm:1',
      time,
      heard: time + delay,
      origin: 'outside',
      ...(sequence === undefined ? {} : { sequence }),
      data: { promise: key, about: key, ...data },
    }
  })

const customers: fc.Arbitrary<Fact> = fc
  .tuple(act, fc.constantFrom(...DELAYS))
  .map(([fact, delay]) => ({ ...fact, id: String(fact.data['link']), heard: fact.time + delay }))

/** One customer's facts, each heard once, no id twice; in no order at all. */
export const stream: fc.Arbitrary<readonly Fact[]> = fc
  .tuple(
    fc.array(outside, { minLength: 1, maxLength: 16, size: 'max' }),
    fc.uniqueArray(customers, { maxLength: 2, selector: ({ id }) => id }),
  )
  // Named after its place backwards, so that ids do not happen to follow time.
  .map(([facts, acts]) => [...facts.map((fact, index) => ({ ...fact, id: `f${(index * 7) % 17}` })), ...acts])

const again = fc.record({ of: fc.nat(), later: fc.constantFrom(0, hours(6), hours(50)), other: fc.boolean() })

/** The same, with some facts heard a second time, unchanged or with other content under the same id. */
export const noisyStream: fc.Arbitrary<readonly Fact[]> = fc
  .tuple(stream, fc.array(again, { maxLength: 4 }))
  .map(([facts, copies]) => [
    ...facts,
    ...copies.flatMap(({ of, later, other }) => {
      const fact = facts[of % facts.length]
      if (fact === undefined) return []
      const changed = other ? { time: fact.time + 1 } : {}
      // A contradiction heard at the very same instant has no order of its own; it comes a moment later.
      return [{ ...fact, ...changed, heard: fact.heard + later + (other ? 1 : 0) }]
    }),
  ])

/** What a stream is run through. */
export interface Law {
  readonly program: Program
  readonly forecaster: Forecaster | null
}

const PLAIN: Law = { program: lawful, forecaster: null }

export const run = (facts: readonly Fact[], until: Instant = END, law: Law = PLAIN): Turn =>
  replayCustomer({ ...law, zone: 'UTC', until }, 'c', facts)

export interface Chunks {
  /** Where between two instants at which something is heard time is let pass, 0 to 1, in turn. */
  readonly cuts: readonly number[]
  readonly law?: Law
  readonly look?: (turn: Turn) => void
}

/** As replay runs it, but with time let pass at odd instants between the facts. */
export function inChunks(facts: readonly Fact[], { cuts, law = PLAIN, look = () => {} }: Chunks): Turn {
  const turn = startTurn({ ...law, customer: 'c', zone: 'UTC' })
  let before: Instant | undefined
  for (const [index, together] of [...byInstant(facts.toSorted(byHeard))].entries()) {
    const heard = together[0]?.heard ?? END
    const cut = cuts[index % cuts.length] ?? 0
    if (before !== undefined) advance(turn, Math.round(before + (heard - before) * cut))
    look(turn)
    hear(turn, together)
    look(turn)
    before = heard
  }
  advance(turn, END + 1)
  turn.now = Math.max(turn.now, END)
  look(turn)
  return turn
}

export const cuts = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 8 })

/** Top-level promises only: children are written inside their parents. */
export function promisesText({ ledger, published }: Turn): string {
  const whole = [...published].filter(([id]) => ledger.records.has(id)).map(([, promise]) => promise)
  return textOf((out) => writePromises(out, 'c', whole))
}

export const decisionsText = ({ decisions }: Turn): string => textOf((out) => writeDecisions(out, 'c', decisions))
