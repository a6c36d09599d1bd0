import { expect, test } from 'vitest'
import { lintPlaybook } from './lint.ts'
import { playbookOf, textsOf } from './marked.testing.ts'

const playbook = playbookOf(`playbook: mine
languages: [en, es]
promises:
  visit:
    key: data.visit
    owner: field
    made-by: { fact: visit.booked }
    kept-by: { fact: crew.arrived }
    moments:
      - { id: confirm, at: { life: made }, say: hello }
`)

const found = (code: string, english: string, spanish = english) =>
  lintPlaybook(playbook, { texts: [textsOf(english), textsOf(spanish, 'es')] })
    .filter((problem) => problem.code === code)
    .map(({ level, place, reason }) => [level, `${place.file} ${place.path}`, reason] as const)

test('a template that nobody can read is an error at its place', () => {
  expect(found('text-name', 'hello: { text: "{{ lnk }}" }', 'hello: { text: Hola. }')).toEqual([
    ['error', 'texts.en.yaml hello.text', 'No text can name lnk.'],
  ])
})

test('what the main language has apart for a channel, each other has too', () => {
  const whole = 'hello: { text: Hello., sms: Hi., calendar: request, whatsapp: { approved: hello } }'
  expect(found('no-variant', whole, 'hello: { text: Hola., calendar: request }')).toEqual([
    ['warning', 'texts.es.yaml hello', 'hello has `sms` in en, and none in es.'],
    ['warning', 'texts.es.yaml hello', 'hello has `whatsapp` in en, and none in es.'],
  ])
  expect(found('no-variant', 'hello: { text: Hello. }', 'hello: { text: Hola., sms: Hola. }')).toEqual([])
})

test('more than three SMS are doubted, with their count and the letters that make them so many', () => {
  const long = 'x'.repeat(220)
  expect(found('long-sms', `hello: { text: ${long} }`, `hello: { text: ${long}ó }`)).toEqual([
    [
      'warning',
      'texts.es.yaml hello.text',
      'hello (es) takes 4 SMS with long names: 221 of 67 each in UCS-2, for the sake of “ó”.',
    ],
  ])
  expect(found('long-sms', `hello: { text: ${'x'.repeat(460)} }`)).toHaveLength(2)
  expect(found('long-sms', `hello: { text: ${'x'.repeat(460)}, sms: x }`)).toEqual([])
  expect(found('long-sms', `hello: { text: ${'x'.repeat(460)}, channels: [mail] }`)).toEqual([])
})

test('names count as long as customers and brands have them', () => {
  expect(found('long-sms', `hello: { text: "${'x'.repeat(434)}{{ brand.name }}" }`)).toEqual([])
  expect(found('long-sms', `hello: { text: "${'x'.repeat(435)}{{ brand.name }}" }`)).toHaveLength(2)
})

test('texts that no speaker has read are named, until the file or the text says who did', () => {
  const by = 'reviewed-by: { name: Sam, on: 2026-11-20 }'
  expect(found('not-reviewed', 'hello: { text: Hello. }', `${by}\nhello: { text: Hola. }`)).toEqual([
    ['warning', 'texts.en.yaml ', 'Nobody who speaks en has reviewed these texts.'],
  ])
  const some = `hello: { text: Hello., ${by} }\nother: { text: Bye. }`
  expect(found('not-reviewed', some, `${by}\nhello: { text: Hola. }`)[0]?.[2]).toBe(
    'Nobody who speaks en has reviewed other.',
  )
})
