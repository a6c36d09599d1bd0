import { nearest } from '../../core/document/near.ts'
import type { Problem } from '../../core/document/problem.ts'
import type { DocumentPath } from '../../core/document/yaml.ts'
import { errorAt, meant, momentsOf, warningAt, type Finding, type LintRule, type WrittenMoment } from './linting.ts'

/** A text that says when the next word comes is kept to it: somebody waits for that hour, and says or does something. */
export const nextWordsAreKept: LintRule = ({ source: { document, shape } }) => {
  const all = momentsOf(shape)
  return all.flatMap((moment): readonly Problem[] => {
    const { path, promise } = moment
    const { id } = moment.shape
    const beside = all.filter((other) => other.promise?.name === promise?.name)
    const found = wordsIn(moment).flatMap(({ id: word, path: place }): readonly Problem[] => {
      const unknown = unknownWord(word, moment, beside)
      return unknown === null ? [] : [errorAt(document, place, unknown)]
    })
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

function wordsIn({ shape: { at }, path }: WrittenMoment): readonly { id: string; path: DocumentPath }[] {
  if (!('word-due' in at)) return []
  const written = at['word-due']
  const place = [...path, 'at', 'word-due']
  if (typeof written === 'string') return [{ id: written, path: place }]
  return written.map((id, index) => ({ id, path: [...place, index] }))
}

const waitsFor = (moment: WrittenMoment, wanted: string): boolean => wordsIn(moment).some(({ id }) => id === wanted)

function unknownWord(id: string, moment: WrittenMoment, beside: readonly WrittenMoment[]): Finding | null {
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
