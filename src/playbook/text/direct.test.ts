import fc from 'fast-check'
import { expect, test } from 'vitest'
import { zone } from '../../core/time/zone.ts'
import { SHIPPED, textsOf } from '../example/shipped.testing.ts'
import { direct } from './direct.ts'
import type { Listener } from './filters.ts'
import { interpreted } from './interpreted.ts'
import { namesIn, parseIsolating, parseTemplate } from './liquid.ts'
import type { TextLook } from './names.ts'
import type { Say } from './say.ts'
import { faultIn } from './text-fault.ts'
import { voiceOf } from './voice.ts'

const listener = (language: string): Listener => ({
  zone: zone('Europe/London') ?? expect.fail('no zone'),
  voice: voiceOf(language) ?? expect.fail('no voice'),
})
/** One that isolates what is filled in, and one that does not. */
const listeners = ['en-GB', 'ar'].map(listener)

const byLiquid = (words: string): Say => {
  return interpreted(
    parseIsolating(words),
    namesIn(parseTemplate(words)).map(({ path }) => path.map(String)),
  )
}

const byOurselves = (words: string): Say => direct(parseTemplate(words)) ?? expect.fail(`not direct: ${words}`)

/** The words, or that there are none: LiquidJS has its own way to say that a name is missing. */
const outcomes = (say: Say, look: TextLook): readonly (string | undefined)[] =>
  listeners.map((one) => {
    try {
      return say(look, one)
    } catch (error) {
      return faultIn(error)?.code === 'text-bare' ? 'bare' : undefined
    }
  })

const shipped = SHIPPED.flatMap(textsOf).flatMap(({ shape, answers }) => [
  ...Object.values(answers),
  ...Object.values(shape).flatMap(({ text, subject, sms, push, whatsapp }) =>
    [text, subject, sms, push, ...(whatsapp?.values ?? [])].filter((words) => words !== undefined),
  ),
])

const words = fc.option(fc.string({ unit: 'grapheme' }), { nil: undefined })
const time = fc.option(fc.integer({ min: -2_208_988_800_000, max: 7_289_568_000_000 }), { nil: undefined })
const looks = fc.record({
  promise: fc.option(fc.record({ kind: fc.string() })),
  due: fc.option(fc.record({ from: time, to: time })),
  forecast: fc.option(fc.record({ expected: time, reason: words })),
  fact: fc.option(fc.dictionary(fc.constantFrom('expected', 'a', 'constructor'), fc.jsonValue({ maxDepth: 1 }))),
  remedy: fc.option(fc.record({ amount: fc.option(fc.constant({ amount: '5', currency: 'EUR' })) })),
  case: fc.option(fc.record({ owner: words })),
  cause: fc.option(fc.constantFrom('no-access', 'missing-part', 'else')),
  link: words,
  what: words,
  reason: words,
  was: fc.option(fc.record({ from: time, to: time })),
  choices: words,
  slots: words,
  slot: fc.option(fc.record({ start: time, end: time })),
  next_word_by: time,
  still_stands: words,
})

/** Each renders some 250 templates for two listeners by LiquidJS, a quarter of a second. */
const RUNS = 15

test('law: every shipped text says the same directly as by LiquidJS, or both say nothing', () => {
  const pairs = shipped.map((text) => [byOurselves(text), byLiquid(text)] as const)
  fc.assert(
    fc.property(looks, (look) => {
      for (const [ours, theirs] of pairs)
        expect(outcomes(ours, look as TextLook)).toEqual(outcomes(theirs, look as TextLook))
    }),
    { numRuns: RUNS },
  )
})

const name = fc.constantFrom('link', 'cause', 'due.to', 'promise.kind', 'fact.a', 'forecast.expected', 'still_stands')
const filter = fc.constantFrom('', ' | words', ' | name', ' | time', ' | day | words')
const leaf = fc.oneof(
  fc.constantFrom('Words. ', ' and ', '\n'),
  fc.tuple(name, filter).map(([of, by]) => `{{ ${of}${by} }}`),
)
const { text: templates } = fc.letrec<{ readonly text: string; readonly piece: string }>((tie) => ({
  text: fc.array(tie('piece'), { maxLength: 4 }).map((pieces) => pieces.join('')),
  piece: fc.oneof(
    { maxDepth: 2, depthIdentifier: 'piece' },
    leaf,
    fc.tuple(name, tie('text'), tie('text')).map(([of, a, b]) => `{% if ${of} %}${a}{% else %}${b}{% endif %}`),
    fc.tuple(name, tie('text')).map(([of, a]) => `{%- if ${of} -%} ${a} {%- elsif link %}x{% endif %}`),
    fc
      .tuple(name, tie('text'), tie('text'))
      .map(
        ([of, a, b]) => `{% case ${of} %}{% when "no-access", "else" %}${a}{% when 'x' %}y{% else %}${b}{% endcase %}`,
      ),
  ),
}))

test('law: so does any text of these forms', () => {
  fc.assert(
    fc.property(templates, looks, (text, look) => {
      expect(outcomes(byOurselves(text), look as TextLook)).toEqual(outcomes(byLiquid(text), look as TextLook))
    }),
  )
})

test.each([
  '{% if cause == "late" %}Late.{% endif %}',
  '{% unless link %}Call us.{% endunless %}',
  '{{ link | default: "none" }}',
  '{{ "words" }}',
  '{% case cause %}{% when link %}x{% endcase %}',
  '{% case cause %}{% when "a" %}x{% when "a" %}y{% endcase %}',
])('%s is left to LiquidJS', (text) => {
  expect(direct(parseTemplate(text))).toBeUndefined()
})
