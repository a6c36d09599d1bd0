import { describe, expect, test } from 'vitest'
import { problemLine } from '../../core/document/problem.ts'
import { zone } from '../../core/time/zone.ts'
import { segmentsOf } from '../../core/message/segments.ts'
import { SHIPPED, sourceOf, textsOf } from '../example/shipped.testing.ts'
import { compileTexts, type CompiledTexts } from './compile.ts'
import type { TextLook } from './names.ts'
import { renderText, type RenderedText, type TextWanted } from './render.ts'
import { bareLook, sampleLook } from './sample-look.ts'
import { momentsOf } from '../lint/linting.ts'

const boston = zone('America/New_York') ?? expect.fail('no zone')

/** Eastern Standard Time ends at 02:00 on 8 March 2015: the visit is before it, the next word after it. */
const look: TextLook = {
  promise: { kind: 'broadband repair', key: 'v-9', owner: 'field' },
  due: { from: Date.UTC(2015, 2, 7, 13), to: Date.UTC(2015, 2, 7, 17) },
  forecast: { expected: Date.UTC(2015, 2, 8, 13, 30), reason: 'missing-part' },
  fact: { expected: '2015-03-07T14:40:00Z' },
  remedy: { amount: { amount: '30.49', currency: 'GBP' } },
  case: { owner: 'care', id: 'ca-1' },
  cause: 'not-told',
  link: 'https://acme.example/v/abc',
  next_word_by: Date.UTC(2015, 2, 8, 16),
  still_stands: 'your line works until then',
}

const compiled = new Map<string, CompiledTexts>(
  SHIPPED.map((playbook) => {
    const read = compileTexts(textsOf(playbook))
    return [playbook, 'problems' in read ? expect.fail(read.problems.map(problemLine).join('\n')) : read.texts]
  }),
)

function say(
  playbook: string,
  template: string,
  other: Partial<TextLook> = {},
  wanted: Partial<TextWanted> = {},
): RenderedText {
  const said = renderText(compiled.get(playbook) ?? expect.fail(playbook), {
    template,
    language: 'en-GB',
    zone: boston,
    form: 'mail',
    receives: true,
    buttons: 0,
    ...wanted,
    look: { ...look, ...other },
  })
  return 'problems' in said ? expect.fail(said.problems.map(problemLine).join('\n')) : said
}

/** What each text asks, by the moments that say it. */
const ASKS: Readonly<Record<string, readonly string[]>> = {
  'visit-confirm': ['confirm', 'reschedule', 'cancel'],
  'visit-reminder': ['confirm', 'reschedule', 'cancel'],
  'visit-today': ['confirm', 'reschedule'],
  'visit-moved-by-us': ['confirm', 'reschedule', 'cancel'],
  'visit-moved': ['reschedule', 'cancel'],
  'open-door heads-up': ['wait', 'reschedule'],
  'slot-echo': ['other'],
  'cancel-echo': ['cancel-now', 'keep'],
  'cancel-or-stop': ['cancel-visit', 'stop-all'],
  'was-it-fixed': ['fixed', 'not-fixed'],
  'keep-informed heads-up': ['wait', 'other-date', 'cancel'],
  'proposal-late': ['wait', 'call-me'],
  'inquiry-late': ['wait', 'call-me'],
}

const asksOf = (playbook: string, template: string): readonly string[] =>
  ASKS[template] ?? ASKS[`${playbook} ${template}`] ?? []

const FORMS = ['none', 'mail', 'sms', 'whatsapp', 'voice', 'push'] as const
const WAYS = [
  { receives: true, buttons: 0 },
  { receives: true, buttons: 3 },
  { receives: false, buttons: 0 },
]

/** Letters a sentence may begin with. */
const BEGINS = /^[\p{Lu}\p{Lo}¿\u2068]/u

const TEXTS = SHIPPED.flatMap((playbook) =>
  textsOf(playbook).flatMap(({ language, shape }) =>
    Object.keys(shape).map((template) => ({ playbook, language, template })),
  ),
)

describe.each(TEXTS)('$playbook in $language, $template', ({ playbook, language, template }) => {
  const ask = asksOf(playbook, template)
  const looks = [sampleLook, bareLook].map((of) => of(ask, template === 'slot-echo'))

  test('is whole over every channel, whatever is known', () => {
    for (const sample of looks)
      for (const form of FORMS)
        for (const way of WAYS) {
          const said = say(playbook, template, sample, { language, form, ...way })
          const whole = `${said.subject ?? ''} ${said.text} ${said.approved?.values.join(' ') ?? ''}`
          expect(said.text).toMatch(BEGINS)
          expect(whole).not.toMatch(/undefined|NaN|\[object|[{}]| {2}|\s[.,;:?؟،]|:\s?\.|::|\(\)/)
          expect(said.text).toBe(said.text.trim())
          const { length } = said.choices
          expect(length).toBe(ask.length + (template === 'slot-echo' ? 3 : 0))
          expect(said.text.includes('1 = ')).toBe(length > way.buttons && way.receives)
        }
  })

  test('says how to answer where no reply can come', () => {
    if (ask.length > 0)
      for (const sample of looks)
        for (const form of FORMS)
          expect(say(playbook, template, sample, { language, form, receives: false }).text).toContain(sample.link)
  })

  test('goes 160 letters into an SMS but in Arabic, and into three of them at most', () => {
    for (const sample of looks) {
      const { encoding, segments } = segmentsOf(say(playbook, template, sample, { language, form: 'sms' }).text)
      expect(encoding).toBe(language === 'ar' ? 'ucs-2' : 'gsm-7')
      expect(segments).toBeLessThanOrEqual(3)
    }
  })

  test('turns its direction nowhere without turning back', () => {
    for (const sample of looks) {
      const { text } = say(playbook, template, sample, { language })
      expect(text.split('\u2068')).toHaveLength(text.split('\u2069').length)
      if (language !== 'ar') expect(text).not.toMatch(/[\u2068\u2069]/)
      expect(text, 'no link takes a mark for a part of itself').not.toMatch(/https:\S*[\u2068\u2069]/)
    }
  })
})

test('what a text asks is what its moments ask', () => {
  for (const playbook of SHIPPED)
    for (const { shape } of momentsOf(sourceOf(playbook).shape))
      if (shape.say !== undefined) expect(asksOf(playbook, shape.say)).toEqual(shape.ask ?? [])
})

test('most words go into two SMS, on every day of the week', () => {
  const long = new Set<string>()
  for (const { playbook, language, template } of TEXTS.filter((text) => text.language !== 'ar'))
    for (let day = 0; day < 7; day++) {
      const due = { from: Date.UTC(2026, 8, 24 + day, 9), to: Date.UTC(2026, 8, 24 + day, 11) }
      const sample = { ...sampleLook(asksOf(playbook, template), template === 'slot-echo'), due }
      const { encoding, segments } = segmentsOf(say(playbook, template, sample, { language, form: 'sms' }).text)
      expect(encoding, `${template} ${language}`).toBe('gsm-7')
      if (segments > 2) long.add(`${playbook} ${template}`)
    }
  expect([...long]).toEqual([
    'keep-informed heads-up',
    'keep-informed proposal-late',
    'keep-informed inquiry-late',
    'open-door heads-up',
    'recovery sorry-by-cause',
  ])
})

test('a window is said on the customer’s own clock', () => {
  expect(say('open-door', 'visit-confirm')).toMatchObject({
    language: 'en-GB',
    subject: 'We come on Saturday 7 March',
    text: 'We come on Saturday 7 March between 08:00 and 12:00. Somebody needs to let us in. Does that suit you? Confirm, choose another time, or cancel: https://acme.example/v/abc.',
  })
  const american = say('open-door', 'visit-confirm', {}, { language: 'en-US' })
  expect(american.text).toMatch(/^We come on Saturday, March 7 between 8:00 AM and 12:00 PM\./)
})

test('a heads-up says the new time across the change of the clocks, the reason and what still stands', () => {
  expect(say('keep-informed', 'heads-up').text).toBe(
    'We said Saturday 7 March at 12:00 for broadband repair, and we will not make it. Sorry. We now expect Sunday 8 March at 09:30. The reason: missing part. Wait for it, choose another date, or call it off: https://acme.example/v/abc. What still stands: your line works until then.',
  )
})

test('a heads-up without a new time says when the next word comes, and leaves no gap for what is not known', () => {
  expect(say('keep-informed', 'heads-up', { forecast: { expected: null }, still_stands: null }).text).toBe(
    'We said Saturday 7 March at 12:00 for broadband repair, and we will not make it. Sorry. We do not know the new time yet; you hear from us by Sunday 8 March at 12:00. Wait for it, choose another date, or call it off: https://acme.example/v/abc.',
  )
})

test('an apology fits its cause and names what is paid and who has the case', () => {
  expect(say('recovery', 'sorry-by-cause').text).toBe(
    'We did not come, and did not tell you. Sorry. You get £30.49. You need not ask. Care has your case and you hear from us by Sunday 8 March at 12:00. If you want something else: https://acme.example/v/abc.',
  )
  expect(say('recovery', 'sorry-by-cause', { cause: null }).text).toMatch(
    /^We said broadband repair by Saturday 7 March at 12:00, and did not keep it\. Sorry\./,
  )
})

test('you-are-next has no subject, and a time when the crew day knows one', () => {
  expect(say('open-door', 'you-are-next')).toMatchObject({
    subject: null,
    text: 'You are next. We expect to be with you at about 09:40.',
  })
  expect(say('open-door', 'you-are-next', { fact: {} }).text).toBe('You are next.')
})

test('an inquiry is acknowledged with when the answer comes, and when the next word', () => {
  expect(say('keep-informed', 'inquiry-received').text).toBe(
    'We have your question. You have our answer by Saturday 7 March at 12:00. You hear from us by Sunday 8 March at 12:00, even if it is not there yet.',
  )
})

test('“no news” says when the next word comes, or the new time where one is known by then', () => {
  expect(say('keep-informed', 'what-we-know', { forecast: null }).text).toBe(
    'We said Saturday 7 March at 12:00 for broadband repair. We still do not know the new time; you hear from us by Sunday 8 March at 12:00, with or without it.',
  )
  expect(say('keep-informed', 'what-we-know').text).toBe(
    'We said Saturday 7 March at 12:00 for broadband repair. We now expect Sunday 8 March at 09:30.',
  )
})
