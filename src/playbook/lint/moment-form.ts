import type { Problem } from '../../core/document/problem.ts'
import type { MomentShape, PlaybookShape } from '../shape.ts'
import { errorAt, momentsOf, warningAt, type Finding, type LintRule, type WrittenMoment } from './linting.ts'

/** Keys of a moment that mean nothing without another. */
const PAIRS: readonly (readonly [keyof MomentShape, keyof MomentShape, string])[] = [
  ['rung', 'nudge', 'A rung is a step of the ladder of a silo that is nudged.'],
  ['ask', 'say', 'A question goes out with words.'],
  ['unanswered', 'ask', 'Nothing is asked here that could stay unanswered.'],
  ['class', 'say', 'Only words to a customer have a class.'],
]

const ACTIONS = ['say', 'nudge', 'case'] as const

/** Each moment does one thing, and says all of it. */
export const momentsAreWhole: LintRule = ({ source: { document, shape } }) =>
  momentsOf(shape).flatMap((moment) => [
    ...PAIRS.flatMap(([key, needed, reason]): readonly Problem[] => {
      if (moment.shape[key] === undefined || moment.shape[needed] !== undefined) return []
      const finding = { code: `${key}-without-${needed}`, reason, mend: `Add \`${needed}\`, or remove \`${key}\`.` }
      return [errorAt(document, [...moment.path, key], finding)]
    }),
    ...actions(moment, shape).map((finding) => errorAt(document, moment.path, finding)),
    ...places(moment, shape).map((finding) => errorAt(document, [...moment.path, 'at'], finding)),
    ...repeats(moment).map((finding) => warningAt(document, [...moment.path, 'repeat'], finding)),
  ])

function actions({ shape }: WrittenMoment, whole: PlaybookShape): readonly Finding[] {
  const done = ACTIONS.filter((action) => shape[action] !== undefined)
  if (done.length > 1) {
    const reason = `A moment does one thing; this one would ${done.join(' and ')}.`
    return [{ code: 'two-actions', reason, mend: 'Make two moments of it, each with its id.' }]
  }
  if (done.length === 1 || shape.remedy !== undefined || whole.case !== undefined) return []
  const reason = `${shape.id} says nothing, nudges nobody and opens no case.`
  return [{ code: 'no-action', reason, mend: 'Add `say`, `nudge` or `case`.' }]
}

function places({ shape: { at }, promise }: WrittenMoment, whole: PlaybookShape): readonly Finding[] {
  if ('after' in at && at.after === 'anchor' && whole.anchor === undefined) {
    const reason = 'This playbook has no anchor to count from.'
    return [{ code: 'no-anchor', reason, mend: 'Name it: `anchor: { fact: … }`; or count from made or due.to.' }]
  }
  if ('check' in at && promise?.shape.standing === undefined) {
    const reason = 'Nothing is checked here: only a standing promise is.'
    return [{ code: 'no-check', reason, mend: 'Give the promise a `standing`, or hang the moment on its life.' }]
  }
  const isLoose = promise === null && whole.for === undefined && whole.anchor === undefined && !('fact' in at)
  if (!isLoose) return []
  const reason = 'A moment of the playbook itself hangs on its anchor or on broken promises; neither is named.'
  return [{ code: 'no-anchor', reason, mend: 'Add `anchor` or `for`, or move it into a promise.' }]
}

function repeats({ shape: { at, repeat } }: WrittenMoment): readonly Finding[] {
  if (repeat === undefined || 'jeopardy' in at) return []
  const reason = 'Only a moment that waits for jeopardy comes again, with each new estimate.'
  return [{ code: 'repeat-without-jeopardy', reason, mend: 'Remove `repeat`.' }]
}
