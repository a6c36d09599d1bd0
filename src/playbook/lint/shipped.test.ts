import { describe, expect, test } from 'vitest'
import { problemLine } from '../../core/document/problem.ts'
import { compiledOf, SHIPPED, sourceOf, textsOf } from '../example/shipped.testing.ts'
import { lintPlaybook } from './lint.ts'

/** What we know and mean: DESIGN's appendix says 07:30, and a house without quiet hours that late keeps it. */
const KNOWN = ['quiet-hours open-door promises.visit_window.moments[5].at.clock']

describe.each(SHIPPED)('%s', (name) => {
  test('compiles', async () => {
    expect((await compiledOf(name)).name).toBe(name)
  })

  test('lints without an error, and without a warning we do not know', () => {
    const others = SHIPPED.filter((other) => other !== name).map(sourceOf)
    const found = lintPlaybook(sourceOf(name), { texts: textsOf(name), others })
    expect(found.filter(({ level }) => level === 'error').map(problemLine)).toEqual([])
    const known = KNOWN.filter((line) => line.includes(` ${name} `))
    expect(found.map(({ code, place }) => `${code} ${name} ${place.path}`)).toEqual(known)
  })

  test('speaks in our voice', () => {
    for (const { shape, document } of textsOf(name))
      for (const [text, { text: words, subject = '' }] of Object.entries(shape)) {
        const said = `${subject} ${words}`
        expect(said, `${document.file} ${text}`).not.toMatch(
          /!|unfortunately|please note|oops|apologi[sz]e|very|\bagent\b/i,
        )
        expect(words.match(/\bSorry\b/g)?.length ?? 0, `${document.file} ${text}`).toBeLessThanOrEqual(
          words.includes('{% case') ? words.split('{% when').length : 1,
        )
        expect(said.split('{{').length, 'every placeholder is closed').toBe(said.split('}}').length)
        expect(said.split('{%').length, 'every tag is closed').toBe(said.split('%}').length)
      }
  })

  test('a heads-up names the new expectation or the next word, the reason, a choice and what still stands', () => {
    const shape = sourceOf(name).shape
    const headsUps = Object.values(shape.promises ?? {})
      .flatMap(({ moments = [] }) => moments)
      .flatMap(({ at, say }) => ('jeopardy' in at && say !== undefined ? [say] : []))
    for (const texts of textsOf(name))
      for (const say of headsUps)
        for (const part of ['forecast.expected', 'next_word_by', 'forecast.reason', 'link', 'still_stands'])
          expect(texts.shape[say]?.text).toContain(part)
  })
})
