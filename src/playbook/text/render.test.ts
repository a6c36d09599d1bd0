import fc from 'fast-check'
import { expect, test } from 'vitest'
import { zone } from '../../core/time/zone.ts'
import { readTexts } from '../lint/texts-file.ts'
import { compileTexts, type CompileTexts } from './compile.ts'
import type { TextLook } from './names.ts'
import { renderText } from './render.ts'

const berlin = zone('Europe/Berlin') ?? expect.fail('no zone')
const BY_MAIL = { form: 'mail', receives: true, buttons: 0 } as const
const look: TextLook = { due: { to: Date.UTC(2026, 9, 25, 1, 30) }, link: 'https://x.example/v', forecast: null }

function compile(text: string, language = 'en'): CompileTexts {
  const read = readTexts(text, `texts.${language}.yaml`, language)
  return 'problems' in read ? read : compileTexts([read.texts])
}

const problemsOf = (words: string) => {
  const read = compile(`hello: { text: ${JSON.stringify(words)} }`)
  return 'problems' in read ? read.problems : []
}

function render(words: string, other: Partial<TextLook> = {}, language = 'en-GB') {
  const read = compile(`hello: { subject: ${JSON.stringify(words)}, text: ${JSON.stringify(words)} }`)
  if ('problems' in read) return expect.fail(read.problems[0]?.reason)
  return renderText(read.texts, { template: 'hello', language, zone: berlin, look: { ...look, ...other }, ...BY_MAIL })
}

const textOf = (words: string, other: Partial<TextLook> = {}, language = 'en-GB'): string => {
  const said = render(words, other, language)
  return 'problems' in said ? `${said.problems[0]?.code}: ${said.problems[0]?.reason}` : said.text
}

test.each([
  ['en-GB', 'Sunday 25 October at 02:30'],
  ['en-US', 'Sunday, October 25 at 2:30 AM'],
])('%s writes a time as its readers do', (language, words) => {
  expect(textOf('{{ due.to | day_and_time }}', {}, language)).toBe(words)
})

test('the hour that comes twice is told apart by nothing but the instant', () => {
  const early = textOf('{{ due.to | time }}', { due: { to: Date.UTC(2026, 9, 25, 0, 30) } })
  expect([early, textOf('{{ due.to | time }}'), textOf('{{ due.to | date }}')]).toEqual([
    '02:30',
    '02:30',
    '25 October 2026',
  ])
})

test('a customer is written to in their language where there are words in it, else in the playbook’s first', () => {
  const sources = ['en', 'de'].map((language) => {
    const read = readTexts(`hello: { text: "${language} {{ due.to | day }}" }`, `texts.${language}.yaml`, language)
    return 'problems' in read ? expect.fail('unreadable') : read.texts
  })
  const read = compileTexts(sources)
  if ('problems' in read) return expect.fail('no texts')
  const said = (language: string) =>
    renderText(read.texts, { template: 'hello', language, zone: berlin, look, ...BY_MAIL })
  expect(said('de-AT')).toMatchObject({ text: 'de Sonntag, 25. Oktober', language: 'de-AT' })
  expect(said('fr')).toMatchObject({ language: 'en' })
  expect(said('not a tag')).toMatchObject({ language: 'en' })
})

test('words that nobody wrote are a problem, not silence', () => {
  const read = compile('hello: { text: Hello. }')
  if ('problems' in read) return expect.fail('no texts')
  const said = renderText(read.texts, { template: 'helo', language: 'en', zone: berlin, look, ...BY_MAIL })
  expect(said).toMatchObject({ problems: [{ code: 'no-text', reason: 'There is no text helo in en.' }] })
})

test('what is not known prints as nothing, and never as a word of the machine', () => {
  expect(textOf('So {{ still_stands }} it {{ customer.name }} is {{ fact.floor }}.')).toBe('So it is .')
  expect(textOf('{% if fact.floor and fact.door == "red" %}Up.{% else %}Down.{% endif %}', { fact: null })).toBe(
    'Down.',
  )
})

test('a fact may hold a list, a number, a yes; what has no words is not said', () => {
  const fact = { parts: ['router', 'cable\n', { a: 1 }], floor: 3, paid: true, window: { start: 1 } }
  expect(textOf('{{ fact.parts }} {{ fact.floor }} {{ fact.paid }}.', { fact })).toBe('router, cable 3 true.')
  expect(textOf('{{ fact.window }}.', { fact })).toMatch(/^text-bare: /)
  for (const also of ['', '{% unless fact.floor == 4 %}{% endunless %}']) {
    const from = `{% if fact.window %}{{ fact.window.start }}{% else %}None{% endif %}.${also}`
    expect([textOf(from, { fact }), textOf(from, { fact: {} })]).toEqual(['1.', 'None.'])
  }
})

test('a sentence never stands around a hole: what it needs is there, or nothing is said', () => {
  expect(textOf('Choose: {{ link }}.', { link: null })).toMatch(/^text-value-missing: /)
  expect(textOf('We come on {{ due.from | day }}.')).toMatch(/^text-value-missing: /)
  expect(textOf('You get {{ remedy.amount | money }}.')).toMatch(/^text-value-missing: /)
  expect(textOf('{% if link %}Choose: {{ link }}.{% else %}Call us.{% endif %}', { link: null })).toBe('Call us.')
})

test('a time or an amount without a way to write it fails instead of printing a number', () => {
  expect(textOf('By {{ due.to }}.')).toBe('text-bare: due.to stands in the text without saying how to write it.')
  const remedy = { amount: { amount: '5', currency: 'EUR' } }
  expect(textOf('{{ remedy.amount }}', { remedy })).toMatch(/^text-bare: /)
  expect(textOf('{{ remedy.amount | money }}', { remedy }, 'de-DE')).toBe('€5.00')
  expect(textOf('{{ remedy.amount | money }}', { remedy: { amount: { amount: '5', currency: 'no' } } })).toMatch(
    /^text-failed: /,
  )
})

test('white space is what YAML’s folding means', () => {
  const text = textOf('One.\n{% if cause %}Two.{% endif %}\nThree.\n\n\n\n  Four.\t\tFive. ')
  expect(text).toBe('One.\n\nThree.\n\nFour. Five.')
  const said = render('A\r\nBcc: b@x.example {{ link }}', { link: 'x\r\nTo: y' })
  expect(said).toMatchObject({ subject: 'A Bcc: b@x.example x To: y' })
})

test('nothing left is a problem: an empty message says less than none', () => {
  expect(textOf('{% if cause %}Hello.{% endif %}')).toMatch(/^text-empty: /)
})

test.each([
  ['{{ duee.to | day }}', 'text-name', 'Did you mean “due.to”?'],
  ['{{ customer.address }}', 'text-name', undefined],
  ['{{ due[link] }}', 'text-name', undefined],
  ['{{ listener.zone.name }}', 'text-name', undefined],
  ['{{ due.to | date: "%s" | sample }}', 'text-template', undefined],
  ['{% for x in (1..100000000) %}x{% endfor %}', 'text-template', undefined],
  ['{% include "other" %}', 'text-template', undefined],
  ['{% if link %}', 'text-template', undefined],
  ['{{ link', 'text-template', undefined],
  [`${'x'.repeat(10_001)}`, 'text-template', undefined],
])('%s is refused when the texts are read', (words, code, mend) => {
  expect(problemsOf(words)).toMatchObject([{ level: 'error', code, place: { file: 'texts.en.yaml', line: 1 } }])
  if (mend !== undefined) expect(problemsOf(words)[0]?.mend).toBe(mend)
})

test('a value is words, whatever is in it: no template, no line of its own, no turn of direction', () => {
  const link = '{{ due.to | day }}{% if x %}\n\u202egnirts\u0000'
  expect(textOf('Go: {{ link }}.', { link })).toBe('Go: {{ due.to | day }}{% if x %} gnirts.')
  expect(textOf('{{ fact.constructor }}{{ fact.toString }}.', { fact: {} })).toBe('.')
})

test('law: whatever is known, the words are whole or there are none', () => {
  const words = fc.option(fc.string({ unit: 'grapheme' }), { nil: undefined })
  const time = fc.option(fc.integer({ min: -2_208_988_800_000, max: 7_289_568_000_000 }))
  const looks = fc.record({
    due: fc.record({ from: time, to: time }),
    link: words,
    cause: words,
    next_word_by: time,
    fact: fc.option(fc.dictionary(fc.string(), fc.jsonValue())),
    forecast: fc.option(fc.record({ expected: time })),
  })
  const template =
    'We come {{ due.from | day }}. {% if forecast.expected %}At {{ forecast.expected | time }}.{% endif %} {{ fact.a }} See {{ link }}.'
  fc.assert(
    fc.property(looks, (other) => {
      const said = render(template, other as TextLook)
      if ('problems' in said) expect(said.problems).toHaveLength(1)
      else expect(said.text).toMatch(/^We come \w.* See .+\.$/)
    }),
  )
})
