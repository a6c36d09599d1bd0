import type { Problem } from '../../core/document/problem.ts'
import type { MomentShape, PlaybookShape } from '../shape.ts'
import { errorAt, momentsOf, warningAt, type Finding, type LintRule, type WrittenMoment } from './linting.ts'

/** Keys of a moment that mean nothing without another. */
const PAIRS: readonly (readonly [keyof MomentShape, keyof MomentShape, string])[] = [
  ['rung', 'nudge', 'A rung is a step of the ladder of a silo that is nudged.'],
  ['ask', 'say', 'A question goes out with words.'],
  ['next-word', 'say', 'Only words to a customer can promise more of them.'],
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
    ...slips(moment).map((finding) => errorAt(document, [...moment.path, 'at', 'n'], finding)),
    ...repeats(moment).map((finding) => warningAt(document, [...moment.path, 'repeat'], finding)),
    ...repeatReasons(moment).map((finding) => errorAt(document, [...moment.path, 'repeat'], finding)),
    ...whiles(moment).map((finding) => errorAt(document, [...moment.path, 'at', 'while'], finding)),
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

function slips({ shape: { at } }: WrittenMoment): readonly Finding[] {
  if (!('life' in at) || at.n === undefined || at.life === 'slipped') return []
  const reason = `Only slips are counted: a version is ${at.life} once.`
  return [{ code: 'n-without-slipped', reason, mend: 'Write `life: slipped`, or remove `n`.' }]
}

function repeats({ shape }: WrittenMoment): readonly Finding[] {
  const { at, repeat } = shape
  if (repeat === undefined || 'jeopardy' in at) return []
  if (!('word-due' in at)) {
    const reason = 'Only a moment that waits for jeopardy, or for a word that is due, comes again.'
    return [{ code: 'repeat-without-jeopardy', reason, mend: 'Remove `repeat`.' }]
  }
  if (shape['next-word'] !== undefined) return []
  const reason = 'It comes again when the word is due that it promised itself, and it promises none.'
  return [{ code: 'repeat-without-next-word', reason, mend: 'Add `next-word`, or remove `repeat`.' }]
}

/** With each new estimate somebody must say whether it is news; a word that is due is reason enough. */
function repeatReasons({ shape: { at, repeat } }: WrittenMoment): readonly Finding[] {
  if (repeat === undefined) return []
  if ('jeopardy' in at && repeat.when === undefined) {
    const reason = 'Every new estimate would be said, however little it has moved.'
    return [{ code: 'repeat-without-when', reason, mend: 'Say when it is news: `when: forecast.moved > …`.' }]
  }
  if (!('word-due' in at) || repeat.when === undefined) return []
  const reason = 'It comes again because its word is due: there is nothing to ask.'
  return [{ code: 'repeat-with-when', reason, mend: 'Remove `when` here; `at-most` says how often.' }]
}

function whiles({ shape: { at }, promise }: WrittenMoment): readonly Finding[] {
  if (!('fact' in at) || at.while === undefined || promise !== null) return []
  const reason = 'It hangs on the fact alone: there is no promise here that could be settled.'
  return [{ code: 'while-without-promise', reason, mend: 'Remove `while`, or move the moment into a promise.' }]
}
