import { bare } from '../plain.ts'

/** Places that features are hashed to: fewer cost a point of accuracy over the seeds, twice as many win none. */
export const PLACES = 8192
/** Words beyond these say nothing new of what a text is. */
const MOST_WORDS = 40

/** A text as the places of its words, pairs of words, and runs of three and four letters; each once, ascending. */
export function featuresOf(words: string): readonly number[] {
  const all = bare(words).split(' ').slice(0, MOST_WORDS)
  const places = new Set<number>()
  for (const [index, word] of all.entries()) {
    places.add(hash(`w ${word}`))
    places.add(hash(`p ${all[index - 1] ?? '^'} ${word}`))
    const marked = `<${word}>`
    for (let size = 3; size <= 4; size += 1)
      for (let start = 0; start + size <= marked.length; start += 1) places.add(hash(marked.slice(start, start + size)))
  }
  places.add(hash(`p ${all.at(-1) ?? ''} $`))
  if (words.includes('?') || words.includes('¿')) places.add(hash('asks'))
  return [...places].toSorted((a, b) => a - b)
}

/** FNV-1a over UTF-16 units. */
function hash(text: string): number {
  let value = 0x811c9dc5
  for (let index = 0; index < text.length; index += 1) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193)
  return ((value >>> 0) ^ (value >>> 16)) & (PLACES - 1)
}
