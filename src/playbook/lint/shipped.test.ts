import { describe, expect, test } from 'vitest'
import { problemLine } from '../../core/document/problem.ts'
import { compiledOf, SHIPPED, sourceOf, textsOf } from '../example/shipped.testing.ts'
import { lintPlaybook } from './lint.ts'

/** What we know and mean: DESIGN's appendix says 07:30, and a house without quiet hours that late keeps it. */
const KNOWN = ['quiet-hours open-door promises.visit_window.moments[5].at.clock']

/** How each language says sorry, once. */
const SORRY: Readonly<Record<string, RegExp>> = { en: /\bSorry\b/g, de: /leid\b/g, es: /sentimos/g, ar: /نعتذر/g }

describe.each(SHIPPED)('%s', (name) => {
  test('compiles', async () => {
    expect((await compiledOf(name)).name).toBe(name)
  })

  test('lints without an error, and without a warning we do not know', () => {
    const beside = SHIPPED.filter((other) => other !== name).map(sourceOf)
    const found = lintPlaybook(sourceOf(name), { texts: textsOf(name), others: beside })
    expect(found.filter(({ level }) => level === 'error').map(problemLine)).toEqual([])
    const known = KNOWN.filter((line) => line.includes(` ${name} `))
    const others = found.filter(({ code }) => code !== 'not-reviewed')
    expect(others.map(({ code, place }) => `${code} ${name} ${place.path}`)).toEqual(known)
  })

  test('none of its texts was read by a speaker of its language, and each file says so', () => {
    const found = lintPlaybook(sourceOf(name), { texts: textsOf(name) }).filter(({ code }) => code === 'not-reviewed')
    expect(found.map(({ place }) => place.file)).toEqual(
      (sourceOf(name).shape.languages ?? []).map((language) => `playbooks/${name}/texts.${language}.yaml`).toSorted(),
    )
    for (const { answers } of textsOf(name))
      expect(Object.entries(answers).filter(([answer, words]) => answer !== 'slot' && words.length > 20)).toEqual([])
  })

  test('speaks in our voice', () => {
    for (const { shape, document, language } of textsOf(name))
      for (const [text, { text: common, sms, push, subject = '' }] of Object.entries(shape))
        for (const words of [common, sms, push].filter((one) => one !== undefined)) {
          const said = `${subject} ${words}`
          expect(said, `${document.file} ${text}`).not.toMatch(
            /[!¡]|unfortunately|please note|oops|apologi[sz]e|very|\bagent\b|leider|bitte beachten|lamentablemente|للأسف/i,
          )
          expect(
            words.match(SORRY[language] ?? expect.fail(language))?.length ?? 0,
            `${document.file} ${text}`,
          ).toBeLessThanOrEqual(words.includes('{% case') ? words.split('{% when').length : 1)
          expect(said.split('{{').length, 'every placeholder is closed').toBe(said.split('}}').length)
          expect(said.split('{%').length, 'every tag is closed').toBe(said.split('%}').length)
          expect(said, 'a window is a sentence, never times with a dash between them').not.toMatch(/}}\s?[-–—]\s?{{/)
        }
  })

  test('a heads-up names the new expectation or the next word, the reason, a choice and what still stands', () => {
    const shape = sourceOf(name).shape
    const headsUps = Object.values(shape.promises ?? {})
      .flatMap(({ moments = [] }) => moments)
      .flatMap(({ at, say }) => ('jeopardy' in at && say !== undefined ? [say] : []))
    for (const texts of textsOf(name))
      for (const say of headsUps)
        for (const part of [
          /forecast\.expected/,
          /next_word_by/,
          /forecast\.reason|{{ reason }}/,
          /link/,
          /still_stands/,
        ])
          expect(texts.shape[say]?.text).toMatch(part)
  })
})
