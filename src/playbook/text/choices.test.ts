import { expect, test } from 'vitest'
import { optionsOf } from '../../core/message/reply/options.ts'
import { zone } from '../../core/time/zone.ts'
import { readTexts } from '../lint/texts-file.ts'
import { compileTexts, type CompiledTexts } from './compile.ts'
import type { TextLook } from './names.ts'
import { renderText, type RenderedText, type TextWanted } from './render.ts'

const london = zone('Europe/London') ?? expect.fail('no zone')
const tuesday = { slot: 's-1', start: Date.UTC(2026, 10, 24, 15), end: Date.UTC(2026, 10, 24, 17) }
const friday = { slot: null, start: Date.UTC(2026, 10, 27, 8), end: Date.UTC(2026, 10, 27, 12) }

const ENGLISH = `
answers:
  slot: "{{ slot.start | day }} between {{ slot.start | time }} and {{ slot.end | time }}"
  other: none of these
  confirm: I will be in
  cancel: I no longer need it
hello:
  text: "{% if choices %}Reply with a digit: {{ choices }}.{% else %}See {{ link }}.{% endif %}"
  sms: "Short. {{ choices }}"
  push: Shorter.
  whatsapp: { approved: visit_hello, values: ["{{ due.from | day }}", "{{ fact.floor }}"] }
  calendar: request
slots: { text: "We can come {{ slots }}." }
`

function compiled(text: string, language = 'en'): CompiledTexts {
  const read = readTexts(text, `texts.${language}.yaml`, language)
  if ('problems' in read) return expect.fail(read.problems[0]?.reason)
  const texts = compileTexts([read.texts])
  return 'problems' in texts ? expect.fail(texts.problems[0]?.reason) : texts.texts
}

const english = compiled(ENGLISH)

function say(look: TextLook, wanted: Partial<TextWanted> = {}, texts = english): RenderedText {
  const said = renderText(texts, {
    template: 'hello',
    language: 'en',
    zone: london,
    look: { link: 'https://x.example/v/1', ...look },
    form: 'mail',
    receives: true,
    buttons: 0,
    ...wanted,
  })
  return 'problems' in said ? expect.fail(said.problems[0]?.reason) : said
}

const asked = { options: optionsOf(['confirm', 'cancel'], []) }

test('what may be answered is written out with its digits where a reply can come', () => {
  expect(say(asked).text).toBe('Reply with a digit: 1 = I will be in, 2 = I no longer need it.')
})

test('a channel that takes no reply, or shows buttons for all of them, has no digits', () => {
  expect(say(asked, { receives: false }).text).toBe('See https://x.example/v/1.')
  expect(say(asked, { buttons: 3 }).text).toBe('See https://x.example/v/1.')
  expect(say(asked, { buttons: 1 }).text).toMatch(/^Reply with a digit: 1 =/)
})

test('buttons carry the same words, under the answers that replies are read by', () => {
  const choices = [
    { answer: 'slot-1', words: 'Tuesday 24 November between 15:00 and 17:00' },
    { answer: 'slot-2', words: 'Friday 27 November between 08:00 and 12:00' },
    { answer: 'other', words: 'none of these' },
  ]
  expect(say({ options: optionsOf(['other'], [tuesday, friday]) }, { language: 'en-GB' }).choices).toEqual(choices)
})

test('times that are read back are whole sentences, by digit or in a row', () => {
  const options = optionsOf(['other'], [tuesday, friday])
  expect(say({ options }, { language: 'en-GB' }).text).toBe(
    'Reply with a digit: 1 = Tuesday 24 November between 15:00 and 17:00, 2 = Friday 27 November between 08:00 and 12:00, 3 = none of these.',
  )
  expect(say({ options }, { template: 'slots', language: 'en-GB', receives: false }).text).toBe(
    'We can come Tuesday 24 November between 15:00 and 17:00 or Friday 27 November between 08:00 and 12:00.',
  )
})

test('no digits at all where one answer has no words: the others would be read as another', () => {
  const said = say({ options: optionsOf(['confirm', 'wait', 'cancel'], []) })
  expect(said).toMatchObject({ choices: [], text: 'See https://x.example/v/1.' })
})

test('words never stand around answers that are not there', () => {
  const wanted = {
    template: 'slots',
    language: 'en',
    zone: london,
    look: {},
    form: 'sms',
    receives: true,
    buttons: 0,
  } as const
  expect(renderText(english, wanted)).toMatchObject({ problems: [{ code: 'text-value-missing' }] })
  const one = { ...wanted, template: 'hello', look: { ...asked }, receives: false }
  expect(renderText(english, one)).toMatchObject({ problems: [{ code: 'text-value-missing' }] })
})

test('an SMS and a push have their own words where they are written, another channel the common ones', () => {
  expect(say(asked, { form: 'sms' }).text).toBe('Short. 1 = I will be in, 2 = I no longer need it')
  expect(say(asked, { form: 'push' }).text).toBe('Shorter.')
  expect(say(asked, { form: 'voice' }).text).toMatch(/^Reply/)
  expect(say({ options: optionsOf([], [friday]) }, { template: 'slots', form: 'sms' }).text).toMatch(
    /^We can come Friday/,
  )
})

test('the approved text goes with a message over WhatsApp alone, whole', () => {
  const look = { ...asked, due: { from: tuesday.start }, fact: { floor: 3 } }
  const approved = { name: 'visit_hello', language: 'en', values: ['Tuesday 24 November', '3'] }
  expect(say(look, { form: 'whatsapp', language: 'en-GB' })).toMatchObject({ approved, calendar: 'request' })
  expect(say(look).approved).toBeNull()
  const gap = renderText(english, {
    template: 'hello',
    language: 'en',
    zone: london,
    look: { ...look, fact: null, link: 'x' },
    form: 'whatsapp',
    receives: true,
    buttons: 3,
  })
  expect(gap).toMatchObject({ problems: [{ code: 'text-value-missing', place: { line: 11 } }] })
})

test('words for an SMS keep to the letters that go 160 into one, when only accents are lost', () => {
  const texts = compiled(
    'hello: { text: "El {{ due.from | day }}.", sms: "El {{ due.from | day }}, {{ brand.name }}." }',
    'es',
  )
  const saturday = { due: { from: Date.UTC(2026, 10, 28, 9) } }
  const sms = { form: 'sms', language: 'es' } as const
  const said = (name: string) => say({ ...saturday, brand: { name } }, sms, texts).text
  expect(said('José – “Casa”')).toBe('El sabado, 28 de noviembre, José - "Casa".')
  expect(said('دار')).toBe('El sábado, 28 de noviembre, دار.')
  expect(say({ ...saturday, brand: { name: 'x' } }, { ...sms, form: 'mail' }, texts).text).toBe(
    'El sábado, 28 de noviembre.',
  )
})

test('written from right to left, what is filled in from elsewhere is kept together; times and links are left alone', () => {
  const texts = compiled(
    'hello: { text: "{{ customer.name }} {{ brand.phone }} {{ due.from | time }} {{ promise.kind }} {{ link }}" }',
    'ar',
  )
  const look = {
    customer: { name: 'ليلى' },
    brand: { phone: '+44 20 7946 0000' },
    due: { from: tuesday.start },
    promise: { kind: 'repair' },
  }
  expect(say(look, { language: 'ar' }, texts).text).toBe(
    'ليلى \u2068+44 20 7946 0000\u2069 3:00 م \u2068repair\u2069 https://x.example/v/1',
  )
})

test('whatever a text may name reaches it', () => {
  const look: Required<TextLook> = {
    promise: { kind: 'repair' },
    due: { from: tuesday.start },
    was: { from: friday.start },
    forecast: { expected: tuesday.start, reason: 'weather' },
    customer: { name: 'Sam' },
    brand: { name: 'Acme', phone: '1' },
    fact: { a: 'b' },
    remedy: { amount: { amount: '5', currency: 'GBP' } },
    case: { owner: 'care' },
    cause: 'late',
    what: null,
    reason: null,
    link: 'l',
    next_word_by: tuesday.end,
    still_stands: 'all',
    stands: [],
    options: asked.options,
    choices: null,
    slots: null,
    slot: null,
  }
  const words =
    '{{ promise.kind }} {{ what }} {{ due.from | time }} {{ was.from | time }} {{ forecast.expected | time }} {{ forecast.reason }} {{ reason }} {{ customer.name }} {{ brand.phone }} {{ fact.a }} {{ remedy.amount | money }} {{ case.owner }} {{ cause }} {{ link }} {{ next_word_by | time }} {{ still_stands }} {{ choices }}'
  const texts = compiled(
    `answers: { confirm: "yes", cancel: "no" }\nterms: { repair: mending, weather: storm }\nhello: { text: "${words}" }`,
  )
  expect(say(look, { language: 'en-GB' }, texts).text).toBe(
    'repair mending 15:00 08:00 15:00 weather storm Sam 1 b £5.00 care late l 17:00 all 1 = yes, 2 = no',
  )
})
