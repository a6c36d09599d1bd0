import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonicalJson } from '../core/fact/canonical.ts'
import type { Fact } from '../core/fact/fact.ts'
import { isOutstanding, type PromiseVersion } from '../core/promise/customer-promise.ts'
import { hours, type Instant } from '../core/time/instant.ts'
import { startTally, addCustomer } from '../analysis/tally.ts'
import { END, cuts, decisionsText, inChunks, lawful, noisyStream, promisesText, run, stream } from './laws.testing.ts'
import { isHeadsUp } from './moment.ts'
import { sha256 } from './program.testing.ts'
import { advance } from './turn/advance.ts'
import { versionAnchor, wakeAt, type Turn } from './turn/turn.ts'

/** The same facts, heard one after the other in the order of the list. */
const heardInTurn = (facts: readonly Fact[]): readonly Fact[] =>
  facts.map((fact, index) => ({ ...fact, heard: fact.time - (fact.time % 1000) + hours(24 * 60) + index }))

const shuffled = stream.chain((facts) =>
  fc.tuple(fc.constant(facts), fc.shuffledSubarray([...facts], { minLength: facts.length })),
)

test('law: promises do not depend on the order in which facts arrive', () => {
  fc.assert(
    fc.property(shuffled, ([facts, others]) => {
      const until = END + hours(24 * 90)
      expect(promisesText(run(heardInTurn(others), until))).toBe(promisesText(run(heardInTurn(facts), until)))
    }),
  )
})

test('law: heard when each was heard, the order of the list makes no difference to promises or decisions', () => {
  fc.assert(
    fc.property(shuffled, ([facts, others]) => {
      const [one, other] = [run(facts), run(others)]
      expect(promisesText(other)).toBe(promisesText(one))
      expect(decisionsText(other)).toBe(decisionsText(one))
    }),
  )
})

test('law: decisions are the same however time is cut into turns', () => {
  fc.assert(
    fc.property(noisyStream, cuts, (facts, chunks) => {
      const [whole, cut] = [run(facts), inChunks(facts, { cuts: chunks })]
      expect(decisionsText(cut)).toBe(decisionsText(whole))
      expect(promisesText(cut)).toBe(promisesText(whole))
    }),
  )
})

test('law: before the hour to wake at, nothing happens', () => {
  fc.assert(
    fc.property(noisyStream, fc.nat({ max: 60 }), (facts, day) => {
      const turn = run(facts, facts[0]?.time ?? END)
      const wake = wakeAt(turn)
      const [decisions, changes] = [turn.decisions.length, turn.changes.length]
      advance(turn, wake ?? turn.now + hours(24 * day))
      expect([turn.decisions.length, turn.changes.length]).toEqual([decisions, changes])
      if (wake !== null) expect(wake).toBeGreaterThanOrEqual(turn.now)
    }),
  )
})

/** What is repeated, and what nobody answered: asked again, and then a case. */
const mostOf = (name: string): number =>
  /law[.]stated[.]confirm$/.test(name) ? 3 : /law[.]stated[.](running_late|no_news|sorry)$/.test(name) ? 2 : 1

test('law: nothing is decided twice, and no heads-up is said twice about one version', () => {
  fc.assert(
    fc.property(noisyStream, (facts) => {
      const { decisions } = run(facts)
      const names = decisions.map(({ anchor, moment, occurrence }) => `${anchor} ${moment} ${occurrence}`)
      expect(new Set(names).size).toBe(names.length)
      const said = decisions.filter(({ outcome }) => outcome === 'said').map((one) => `${one.anchor} ${one.moment}`)
      for (const name of said) {
        expect(said.filter((other) => other === name).length).toBeLessThanOrEqual(mostOf(name))
      }
    }),
  )
})

test('law: a fact heard again changes nothing', () => {
  fc.assert(
    fc.property(stream, fc.nat(), fc.nat({ max: 90 }), (facts, which, later) => {
      const fact = facts[which % facts.length]
      if (fact === undefined) return
      const again = run([...facts, { ...fact, heard: fact.heard + hours(later) }])
      const once = run(facts)
      expect(decisionsText(again)).toBe(decisionsText(once))
      expect(promisesText(again)).toBe(promisesText(once))
    }),
  )
})

test('law: another content under a known id is refused and changes nothing', () => {
  fc.assert(
    fc.property(stream, fc.nat(), fc.nat({ max: 90 }), (facts, which, later) => {
      const fact = facts[which % facts.length]
      if (fact === undefined) return
      const liar = { ...fact, time: fact.time + 1, heard: fact.heard + 1 + hours(later) }
      if (liar.heard > END) return
      const [lied, once] = [run([...facts, liar]), run(facts)]
      expect(lied.refused).toEqual([liar])
      expect(decisionsText(lied)).toBe(decisionsText(once))
      expect(promisesText(lied)).toBe(promisesText(once))
    }),
  )
})

const said = (version: PromiseVersion): unknown => {
  const { made, dueFrom, dueTo, tellBy, state, settledAt, curedAt } = version
  return { made, dueFrom, dueTo, tellBy, state, settledAt, curedAt }
}

test('law: late evidence leaves no difference unexplained: the changes written down add up to what stands', () => {
  fc.assert(
    fc.property(noisyStream, (facts) => {
      const turn = run(facts)
      const folded = new Map<string, unknown>()
      for (const { change } of turn.changes) {
        const name = versionAnchor(change.promise.id, change.version.n)
        if (change.kind === 'undone') folded.delete(name)
        else folded.set(name, said(change.version))
      }
      const stands = new Map<string, unknown>()
      for (const promise of turn.published.values())
        for (const version of promise.versions) stands.set(versionAnchor(promise.id, version.n), said(version))
      expect(Object.fromEntries(folded)).toEqual(Object.fromEntries(stands))
    }),
  )
})

test('law: what is published of a standing promise’s checks is what stands inside it', () => {
  fc.assert(
    fc.property(noisyStream, (facts) => {
      const { ledger, published } = run(facts)
      const inside = [...published.values()].flatMap(({ children }) => children.map(({ id }) => id))
      expect([...published.keys()].filter((id) => !ledger.records.has(id)).toSorted()).toEqual(inside.toSorted())
    }),
  )
})

test('law: opened = kept + broken + open + renegotiated + withdrawn + disputed, and each break with a due was told or silent', () => {
  fc.assert(
    fc.property(noisyStream, (facts) => {
      const turn = run(facts)
      const tally = startTally(sha256)
      addCustomer(tally, turn)
      const { opened, kept, broken, open, renegotiated, withdrawn, disputed, outstanding } = tally.promises
      expect(kept + broken + open + renegotiated + withdrawn + disputed).toBe(opened)
      const { toldInTime, toldLate, silent, unknown } = tally.breaks
      expect(toldInTime + toldLate + silent + unknown).toBe(broken)
      const counted = [...turn.published.values()]
        .filter(({ rule }) => rule.to === null && rule.standing === null)
        .flatMap(({ versions }) => versions)
      expect(unknown).toBe(counted.filter(({ state, dueTo }) => state === 'broken' && dueTo === null).length)
      expect(outstanding).toBe(counted.filter(isOutstanding).length)
    }),
  )
})

test('law: whoever is past tell-by with an open promise has a decision for each of its heads-ups', () => {
  const unexplained = (turn: Turn, before: Instant): readonly string[] =>
    [...turn.published.values()].flatMap(({ id, rule, versions }) =>
      versions
        .filter(({ state, tellBy }) => state === 'open' && tellBy !== null && tellBy < before)
        .flatMap(({ n }) =>
          (lawful.moments.get(rule.id)?.jeopardy ?? [])
            .filter(isHeadsUp)
            .filter(
              (moment) =>
                !turn.decisions.some(
                  (one) =>
                    one.anchor === versionAnchor(id, n) &&
                    one.moment === moment.id &&
                    (one.outcome === 'said' || one.occurrence === '0'),
                ),
            )
            .map((moment) => `${moment.id} of ${versionAnchor(id, n)}`),
        ),
    )
  fc.assert(
    fc.property(noisyStream, cuts, (facts, chunks) => {
      inChunks(facts, { cuts: chunks, look: (turn) => expect(unexplained(turn, turn.now)).toEqual([]) })
    }),
  )
})

test('law: who was told by when the next word comes is told then, or it is written what came instead', () => {
  fc.assert(
    fc.property(noisyStream, cuts, (facts, chunks) => {
      const { decisions, nextWords } = inChunks(facts, { cuts: chunks })
      for (const { action, promise, at, moment } of decisions) {
        if (action.do !== 'say' || action.nextWord === undefined || action.nextWord >= END) continue
        const by = action.nextWord
        const spoken = decisions.some(
          (one) =>
            one.promise === promise &&
            one.outcome === 'said' &&
            one.action.do === 'say' &&
            (one.at > at || one.moment !== moment) &&
            one.at <= by,
        )
        const accounted = decisions.some((one) => one.promise === promise && one.eligibleAt === by && one.at >= at)
        expect(spoken || accounted, `${moment} at ${at}`).toBe(true)
      }
      for (const word of nextWords) expect(word.by).toBeGreaterThan(END)
    }),
  )
})

test('law: no version is settled before it stood, nor made good before it broke', () => {
  fc.assert(
    fc.property(noisyStream, (facts) => {
      for (const { versions, children } of run(facts).published.values())
        for (const { made, settledAt, curedAt, dueTo } of [
          ...versions,
          ...children.flatMap((child) => child.versions),
        ]) {
          // A date that was over when it was promised broke then: the ledger keeps the date itself.
          if (settledAt !== null) expect(settledAt).toBeGreaterThanOrEqual(Math.min(made, dueTo ?? made))
          if (curedAt !== null) expect(curedAt).toBeGreaterThanOrEqual(settledAt ?? Infinity)
        }
    }),
  )
})

test('law: what the digests are made of is canonical JSON', () => {
  fc.assert(
    fc.property(noisyStream, (facts) => {
      const turn = run(facts)
      for (const written of [promisesText(turn), decisionsText(turn)])
        expect(canonicalJson(JSON.parse(written))).toBe(written)
    }),
  )
})

test('the streams of these laws reach what the laws speak of', () => {
  const seen = new Map<string, number>()
  const count = (name: string): unknown => seen.set(name, (seen.get(name) ?? 0) + 1)
  for (const facts of fc.sample(noisyStream, { numRuns: 800, seed: 311 })) {
    const turn = run(facts)
    for (const { change } of turn.changes) {
      count(change.kind)
      count(change.version.state)
      if (change.kind === 'corrected' && change.version.state === 'open') count('opened again')
    }
    for (const { outcome, moment, occurrence } of turn.decisions) {
      count(outcome)
      if (outcome === 'said') count(moment)
      if (occurrence.startsWith('unanswered')) count(`${occurrence} ${outcome}`)
    }
    if (turn.refused.length > 0) count('refused')
    for (const { children, versions } of turn.published.values()) {
      if (children.length > 0) count('child')
      if (versions.length > 2) count('moved twice')
    }
  }
  const wanted = `opened settled cured corrected undone kept broken open renegotiated withdrawn disputed child refused
    said held superseded too-late law.stated.heads_up law.stated.running_late law.window.heads_up law.price.hold_bill
    after.sooner after.later law.stated.how_was_it
    law.stated.no_news law.stated.call law.stated.still_unknown law.stated.moved law.stated.thanks`.split(/\s+/)
  wanted.push('unanswered said', 'unanswered-case said', 'unanswered-case held')
  expect(wanted.filter((name) => (seen.get(name) ?? 0) < 10)).toEqual([])
})

test('law: nobody is asked again after an answer, nor about what is settled, and who is called was asked first', () => {
  fc.assert(
    fc.property(noisyStream, (facts) => {
      const { decisions, changes } = run(facts)
      const asked = decisions.filter(({ moment }) => moment === 'law.stated.confirm')
      for (const again of asked.filter(({ occurrence, outcome }) => occurrence !== '0' && outcome === 'said')) {
        const [first] = asked.filter(({ anchor, outcome }) => anchor === again.anchor && outcome === 'said')
        if (first === undefined || first === again) return expect.unreachable()
        expect(again.at - first.at).toBe(hours(again.occurrence === 'unanswered' ? 18 : 36))
        const since = ({ at }: { readonly at: Instant }): boolean => at > first.at && at <= again.at
        const key = again.promise?.slice('law.stated/'.length)
        const answers = facts.filter(
          ({ type, data, heard }) =>
            (type === 'link.used' || (type === 'visit.confirmed' && data['visit'] === key)) && since({ at: heard }),
        )
        expect(
          answers.filter((fact) => facts.find(({ id, source }) => id === fact.id && source === fact.source) === fact),
        ).toEqual([])
        const settled = changes.filter(
          ({ at, change }) => since({ at }) && versionAnchor(change.promise.id, change.version.n) === again.anchor,
        )
        expect(
          settled.filter(({ change: { kind, version } }) => kind === 'settled' && version.state !== 'open'),
        ).toEqual([])
      }
    }),
  )
})
