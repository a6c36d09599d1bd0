import { nearest } from '../../core/document/near.ts'
import type { Problem } from '../../core/document/problem.ts'
import { errorAt, meant, momentsOf, warningAt, type LintRule, type WrittenMoment } from './linting.ts'

/** A text that says when the next word comes is kept to it: somebody waits for that hour, and says or does something. */
export const nextWordsAreKept: LintRule = ({ source: { document, shape } }) => {
  const all = momentsOf(shape)
  return all.flatMap((moment): readonly Problem[] => {
    const { path, promise } = moment
    const { at, id } = moment.shape
    const beside = all.filter((other) => other.promise?.name === promise?.name)
    const waited = 'word-due' in at ? unknownWord(at['word-due'], moment, beside) : null
    const found = waited === null ? [] : [errorAt(document, [...path, 'at', 'word-due'], waited)]
    if (moment.shape['next-word'] === undefined) return found
    if (promise === null) {
      const reason = 'The next word is about a promise, and this moment hangs on none.'
      const finding = { code: 'next-word-without-promise', reason, mend: 'Move the moment into the promise.' }
      return [...found, errorAt(document, [...path, 'next-word'], finding)]
    }
    if (beside.some((other) => other !== moment && waitsFor(other, id))) return found
    const reason = `${id} says when the next word comes, and nobody waits for that hour to see to it.`
    const mend = `Add a moment \`at: { word-due: ${id} }\` that says that there is no news, or opens a case.`
    return [...found, warningAt(document, [...path, 'next-word'], { code: 'next-word-not-kept', reason, mend })]
  })
}

const waitsFor = ({ shape: { at } }: WrittenMoment, id: string): boolean => 'word-due' in at && at['word-due'] === id

function unknownWord(id: string, moment: WrittenMoment, beside: readonly WrittenMoment[]) {
  const promising = beside
    .filter(({ shape }) => shape['next-word'] !== undefined && shape !== moment.shape)
    .map(({ shape }) => shape.id)
  if (moment.promise !== null && promising.includes(id)) return null
  const reason =
    id === moment.shape.id
      ? 'A moment cannot wait for its own word: `repeat` makes it come again.'
      : `No moment ${id} of this promise says when the next word comes.`
  const mend = meant(nearest(id, promising), 'Name one beside it that says something with `next-word`.')
  return { code: 'unknown-word', reason, mend }
}
