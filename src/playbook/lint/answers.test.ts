import { expect, test } from 'vitest'
import { lintMarked, playbookOf, textsOf } from './marked.testing.ts'
import { lintPlaybook } from './lint.ts'

const playbook = (moment: string): string => `playbook: mine
languages: [en]
promises:
  visit:
    key: data.visit
    owner: field
    made-by: { fact: visit.booked }
    kept-by: { fact: crew.arrived }
    moments:
      - ${moment}
`
const asking = playbook('{ id: confirm, at: { life: made }, say: hello, ask: [confirm, cancel] }')
const ANSWERS = 'answers: { confirm: I will be in, cancel: I no longer need it }'

const found = (code: string, texts: string, written = asking) =>
  lintPlaybook(playbookOf(written), { texts: [textsOf(texts)] })
    .filter((problem) => problem.code === code)
    .map(({ level, place, reason }) => [level, place.path, reason] as const)

test('whoever is asked has a way to answer, also where no reply can come', () => {
  const digits = 'hello: { text: "{% if choices %}Reply: {{ choices }}.{% else %}Does it suit you?{% endif %}" }'
  expect(found('ask-without-way', `${ANSWERS}\n${digits}`)).toEqual([
    ['error', 'hello.text', 'hello (en) asks, and where no reply can come it names no other way to answer.'],
  ])
  expect(found('ask-without-way', `${ANSWERS}\nhello: { text: "Call {{ brand.phone }}." }`)).toEqual([])
  const sms = found('ask-without-way', `${ANSWERS}\nhello: { text: "See {{ link }}.", sms: Does it suit you? }`)
  expect(sms.map(([, place]) => place)).toEqual(['hello.sms'])
})

test('nothing is asked, so nothing need be answered', () => {
  const telling = playbook('{ id: confirm, at: { life: made }, say: hello }')
  expect(found('ask-without-way', 'hello: { text: Hello. }', telling)).toEqual([])
})

test('each answer that is offered has its words', () => {
  const texts = 'answers: { confirm: I will be in, cancl: no }\nhello: { text: "{{ choices }} {{ link }}" }'
  expect(found('no-answer', texts)).toEqual([
    ['error', 'hello.text', 'hello (en) offers choices, and cancel has no words.'],
  ])
  expect(found('no-answer', 'hello: { text: "{{ link }}" }')).toEqual([])
})

test('an answer fits on a button', () => {
  const texts = 'answers: { confirm: yes I will be at home, slot: "{{ slot.start | day_and_time }} and so on" }'
  expect(found('long-answer', `${texts}\nhello: { text: "{{ link }}" }`)).toEqual([
    ['warning', 'answers.confirm', '“yes I will be at home” (en) has 21 letters; a button takes 20.'],
  ])
})

test('digits that a text writes itself are those of its question', () => {
  const text = (words: string) => found('digits-apart', `${ANSWERS}\nhello: { text: "${words} {{ link }}" }`)
  expect(text('Reply 1 = yes, 2 = no.')).toEqual([])
  expect(text('Reply 1 = yes.')).toEqual([
    ['error', 'hello.text', 'hello (en) writes the digits 1, and visit.confirm asks something else.'],
  ])
  expect(text('At 1:30, or {% if due.from == 1 %}x{% endif %} 3.5 = much.')).toEqual([])
})

test('nobody is asked to reply with a word that carriers take for all messages', () => {
  const text = (words: string) => found('keyword-to-reply', `${ANSWERS}\nhello: { text: "${words} {{ link }}" }`)
  expect(text('Reply CANCEL.')).toHaveLength(1)
  expect(text('Reply YES to confirm.')).toHaveLength(1)
  expect(text('To hear no more, reply STOP. We cancel nothing; yes, nobody does.')).toEqual([])
})

test('a question where no answer can come back is found at its place as before', () => {
  const texts = [textsOf(`${ANSWERS}\nhello: { text: "{{ link }}", receives: false }`)]
  const marked = playbook('{ id: confirm, at: { life: made }, say: hello, ask: ▸[confirm, cancel] }')
  const { found: places, marks } = lintMarked('ask-cannot-receive', marked, { texts })
  expect(places).toEqual(marks)
})
