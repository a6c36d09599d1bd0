import type { Problem } from '../../core/document/problem.ts'
import { formatInstant, type Instant } from '../../core/time/instant.ts'
import type { Zone } from '../../core/time/zone.ts'
import { historyOf } from '../learn/history.ts'
import { knowledgeOf } from '../learn/knowledge.ts'
import { levelsOf, policyOf } from '../learn/levels.ts'
import { learnDated, learnUndated, type Ground } from '../learn/parts.ts'
import { usualAfter } from '../learn/usual.ts'
import { loadsOf } from '../load.ts'
import type { Model } from './model.ts'
import { countOutcomes } from './outcomes.ts'
import { knownAt, type PastVersion } from './past.ts'

export interface LearnOptions {
  /** Nothing heard from then on is looked at. */
  readonly before: Instant
  /** Of the silos' hours. */
  readonly zone: Zone
  /** The past's file, for whoever reads the model. */
  readonly file: string
  /** How many silent breaks one false alarm costs; default 1. */
  readonly falseAlarmCost?: number
}

/**
 * A word that was not needed hurts as much as a silent break: told of everything, people stop reading. How many breaks
 * may stay silent at most is held whatever this says; of both levels the cheaper that does so wins.
 */
export const FALSE_ALARM_COST = 1

/** Fewer settled promises, or fewer of either outcome, teach nothing that would last. */
const FEWEST = { settled: 200, either: 20 }

/** Learns a model from what was known before a day; the same past, in any order of customers, gives the same model. */
export function learn(
  past: readonly PastVersion[],
  options: LearnOptions,
): { readonly model: Model } | { readonly problems: readonly Problem[] } {
  const { before, zone, file, falseAlarmCost = FALSE_ALARM_COST } = options
  const until = before - 1
  const known = past
    .filter(({ heard }) => heard <= until)
    .map((version) => asKnown(version, until))
    .toSorted(byMaking)
  const problem = tooLittle(known, options)
  if (problem !== null) return { problems: [problem] }
  const outcomes = countOutcomes(known)
  const knowledge = knowledgeOf(known, outcomes, { until, zone })
  const ground: Ground = { past: known, outcomes, loads: loadsOf(known), knowledge }
  const dated = learnDated(ground)
  const undated = learnUndated(ground)
  const levels = levelsOf(dated?.watched ?? [], falseAlarmCost)
  const model: Model = {
    troth: 'model',
    format: 1,
    learned: { before: formatInstant(before), file, zone: zone.name, versions: known.length, falseAlarmCost },
    figures: {
      atTellBy: dated?.atTellBy ?? null,
      atBirth: dated?.atBirth ?? null,
      undated: undated?.figures ?? null,
      policy: policyOf(dated?.watched.flat() ?? [], levels),
    },
    levels,
    dated: dated?.part ?? null,
    undated: undated?.part ?? null,
    thinning: knowledge.thinning,
    after: usualAfter(known, until),
    history: historyOf(known, outcomes, knowledge),
  }
  return { model }
}

/** What came later is cut off, whoever hands it in. */
function asKnown(version: PastVersion, until: Instant): PastVersion {
  const { settlements, handOvers, cured } = version
  return {
    ...version,
    settlements: settlements.filter(({ heard }) => heard <= until),
    handOvers: handOvers.filter(({ heard }) => heard <= until),
    needs: version.needs.filter(({ kept }) => kept <= until),
    cured: cured !== null && cured.heard <= until ? cured : null,
  }
}

const byMaking = (a: PastVersion, b: PastVersion): number =>
  a.made - b.made ||
  a.heard - b.heard ||
  compare(a.owner, b.owner) ||
  compare(a.kind, b.kind) ||
  (a.dueTo ?? 0) - (b.dueTo ?? 0)

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

function tooLittle(known: readonly PastVersion[], { before, file }: LearnOptions): Problem | null {
  let [kept, broken] = [0, 0]
  for (const version of known) {
    const state = knownAt(version, before - 1)?.state
    if (state === 'kept') kept += 1
    if (state === 'broken') broken += 1
  }
  if (kept + broken >= FEWEST.settled && Math.min(kept, broken) >= FEWEST.either) return null
  const reason = `Before ${formatInstant(before)} only ${kept} promises were kept and ${broken} broken.`
  const mend = `Learn from more of the past: at least ${FEWEST.settled} settled ones, ${FEWEST.either} of each.`
  return { level: 'error', code: 'too-little-to-learn', place: { file }, reason, mend }
}
