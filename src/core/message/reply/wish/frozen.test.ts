import { expect, test } from 'vitest'
import { LANGUAGES, frozenHour, frozenRows, type Spoken } from '../testing/frozen.testing.ts'
import { readWish } from './read-wish.ts'

interface Judged {
  readonly language: string
  readonly words: string
  readonly fate: 'right' | 'wrong' | 'asked back'
}

/** What a person would have to ask is right when it is asked. */
function judge(language: Spoken, expected: string, words: string): Judged {
  const answer = readWish(words, { ...frozenHour(language), languages: [language] })
  const asksBack = expected === 'ask-back' || expected === 'not-a-wish'
  if (answer === null) return { language, words, fate: asksBack ? 'right' : 'asked back' }
  const read = answer.slots.map(({ slot }) => slot).toSorted()
  const meant = expected === 'none' ? [] : expected.split(',').toSorted()
  return { language, words, fate: !asksBack && read.join() === meant.join() ? 'right' : 'wrong' }
}

const frozen = LANGUAGES.flatMap((language) =>
  frozenRows(`slot-lines.${language}.tsv`).map(([expected = '', words = '']) => judge(language, expected, words)),
)
const share = (of: readonly Judged[], fate: Judged['fate']): number =>
  of.filter((one) => one.fate === fate).length / of.length

test('of 300 frozen lines 7 in 10 are right at once and 1 in 100 is wrong at most; the rest is asked back', () => {
  expect(frozen).toHaveLength(300)
  expect(share(frozen, 'right')).toBeGreaterThanOrEqual(0.7)
  expect(share(frozen, 'wrong')).toBeLessThanOrEqual(0.01)
})

test('and so it is in each language', () => {
  for (const language of LANGUAGES) {
    const own = frozen.filter((one) => one.language === language)
    expect([language, own.length]).toEqual([language, 75])
    expect(share(own, 'right')).toBeGreaterThanOrEqual(0.9)
    expect(own.filter(({ fate }) => fate === 'wrong')).toEqual([])
  }
})

test('of eighty lines written after the grammar none is read wrongly any more', () => {
  const later = ['second-lines.tsv', 'third-lines.tsv']
    .flatMap(frozenRows)
    .map(([language = '', expected = '', words = '']) => {
      const spoken = LANGUAGES.find((one) => one === language) ?? 'en'
      return judge(spoken, expected, words)
    })
  expect(later).toHaveLength(80)
  expect(later.filter(({ fate }) => fate === 'wrong')).toEqual([])
  expect(share(later, 'right')).toBeGreaterThanOrEqual(0.9)
})
