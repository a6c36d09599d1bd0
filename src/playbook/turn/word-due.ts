import type { FactRef } from '../../core/fact/fact.ts'
import { currentVersion, isOutstanding } from '../../core/promise/customer-promise.ts'
import { decide, record, type Come } from './decide.ts'
import { dropWord, followersOf } from './next-word.ts'
import type { Plan } from './plans.ts'
import { versionAnchor, type NextWord, type Turn } from './turn.ts'

/**
 * A word that was promised is due, and nothing newer was said: whoever sees to it is decided now. It is owed of a broken
 * promise too, until that is made good; and never held back, since somebody waits for it.
 */
export function reachWord(turn: Turn, { promise, at }: Plan): void {
  for (const word of turn.nextWords.filter((one) => one.promise === promise && one.by === at)) {
    const comes = comingOf(turn, word)
    dropWord(turn, word)
    for (const come of comes) decide(turn, come)
  }
}

/** What happened or was said has taken the place of a word that was due: it will not be said, and it is written why. */
export function overtakeWords(turn: Turn): void {
  if (turn.nextWords.length === 0) return
  const overtaken = turn.nextWords.flatMap((word) => {
    const why = whyOvertaken(turn, word)
    return why === null ? [] : [{ word, why }]
  })
  for (const { word, why } of overtaken) {
    const comes = comingOf(turn, word)
    dropWord(turn, word)
    for (const come of comes) record(turn, come, { outcome: 'superseded', ...why })
  }
}

function comingOf(turn: Turn, word: NextWord): readonly Come[] {
  const promise = turn.published.get(word.promise)
  const version = promise?.versions[word.version - 1]
  const anchor = versionAnchor(word.promise, word.version)
  if (promise === undefined || version === undefined) return []
  return followersOf(turn, word).map((moment) => {
    const occurrence = nextOccurrence(turn, `${anchor}\n${moment.id}`)
    return { moment, anchor, occurrence, promise, version, eligibleAt: word.by }
  })
}

/** The n of the repeat: how often it was decided before, said or not. */
function nextOccurrence({ decided }: Turn, name: string): string {
  let n = 0
  while (decided.has(`${name}\n${n}`)) n += 1
  return String(n)
}

interface Why {
  readonly reason: string
  readonly facts: readonly FactRef[]
}

/** null: the word is still owed. What was there already when it was promised takes nothing away from it. */
function whyOvertaken(turn: Turn, { promise: id, version: n, at, since }: NextWord): Why | null {
  if (since !== null) return { reason: `said since: ${since}`, facts: [] }
  const promise = turn.published.get(id)
  if (promise === undefined || turn.now <= at) return null
  const version = currentVersion(promise)
  const facts = version.evidence.slice(-1).map(({ fact }) => fact)
  if (version.n > n) return { reason: 'a newer version stands', facts }
  if (version.n < n) return { reason: 'late evidence undid the promise', facts }
  if (version.state === 'broken' && !isOutstanding(version)) return { reason: 'the promise was made good', facts }
  if (version.state !== 'open' && version.state !== 'broken')
    return { reason: `the promise is ${version.state}`, facts }
  const told = promise.words.find((word) => word.version === n && word.at > at)
  return told === undefined ? null : { reason: 'the customer was told by a person', facts: [told.fact] }
}
