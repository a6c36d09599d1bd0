import { describe, expect, test } from 'vitest'
import { problemLine } from '../../core/document/problem.ts'
import { zone } from '../../core/time/zone.ts'
import { SHIPPED, textsOf } from '../example/shipped.testing.ts'
import { compileTexts, type CompiledTexts } from './compile.ts'
import type { TextLook } from './names.ts'
import { renderText, type RenderedText } from './render.ts'

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

const compiled = (playbook: string): CompiledTexts => {
  const read = compileTexts(textsOf(playbook))
  return 'problems' in read ? expect.fail(read.problems.map(problemLine).join('\n')) : read.texts
}

function say(playbook: string, template: string, other: Partial<TextLook> = {}, language = 'en-GB'): RenderedText {
  const said = renderText(compiled(playbook), {
    template,
    language,
    zone: boston,
    look: { ...look, ...other },
    form: 'mail',
    receives: true,
    buttons: 0,
  })
  return 'problems' in said ? expect.fail(said.problems.map(problemLine).join('\n')) : said
}

describe.each(SHIPPED.flatMap((playbook) => textsOf(playbook).map((source) => ({ playbook, source }))))(
  '$playbook',
  ({ playbook, source }) => {
    test.each(Object.keys(source.shape))('says %s whole', (template) => {
      const bare = { forecast: null, still_stands: null, remedy: null, cause: null, fact: null }
      for (const said of [say(playbook, template), say(playbook, template, bare)]) {
        expect(said.text).toMatch(/^[A-Z][^{}%]*[.?]$/)
        expect(`${said.subject} ${said.text}`).not.toMatch(/undefined|NaN|\[object|[{}]| {2}|\s[.,;:?]|:\s?\./)
        expect(said.text).toBe(said.text.trim())
      }
    })
  },
)

test('a window is said on the customer’s own clock', () => {
  expect(say('open-door', 'visit-confirm')).toMatchObject({
    language: 'en-GB',
    subject: 'We come on Saturday 7 March',
    text: 'We come on Saturday 7 March between 08:00 and 12:00. Somebody needs to let us in. Does that suit you? Confirm, choose another time, or cancel: https://acme.example/v/abc.',
  })
  const american = say('open-door', 'visit-confirm', {}, 'en-US')
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
