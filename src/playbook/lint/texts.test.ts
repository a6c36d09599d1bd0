import { expect, test } from 'vitest'
import { lintPlaybook } from './lint.ts'
import { lintMarked, playbookOf, textsOf } from './marked.testing.ts'
import { readTexts } from './texts-file.ts'

const said = (moment: string, languages = '[en, pt-BR]'): string => `playbook: mine
languages: ${languages}
promises:
  visit:
    key: data.visit
    owner: field
    made-by: { fact: visit.booked }
    kept-by: { fact: crew.arrived }
    moments:
      - ${moment}
`

const REVIEWED = 'reviewed-by: { name: Sam, on: 2026-11-20 }'
const confirm = '{ id: confirm, at: { life: made }, say: ▸visit-confirm }'

test('a moment has its words in every language of the playbook', () => {
  const texts = [textsOf('visit-confirm: { text: Hello. }'), textsOf('visit-confrm: { text: Olá. }', 'pt-BR')]
  const { found, marks, problems } = lintMarked('no-text', said(confirm), { texts })
  expect(found).toEqual(marks)
  expect(problems[0]).toMatchObject({ level: 'error', reason: 'There is no text visit-confirm in pt-BR.' })
  expect(problems[0]?.mend).toBe('Did you mean “visit-confrm”?')
})

test('a language without any file is missed once for each moment that speaks', () => {
  const { found, marks, problems } = lintMarked('no-text', said(confirm, '[de]'), { texts: [] })
  expect(found).toEqual(marks)
  expect(problems[0]?.mend).toBe('Write it in texts.de.yaml.')
})

test('texts that were not handed in are not judged', () => {
  expect(lintMarked('no-text', said(confirm)).found).toEqual([])
})

test('no offers in a service message', () => {
  const texts = [textsOf('offer: { text: Take two., class: marketing }')]
  const service = '{ id: offer, at: { life: kept }, say: ▸offer }'
  const { found, marks } = lintMarked('offer-in-service', said(service, '[en]'), { texts })
  expect(found).toEqual(marks)
  const marketing = '{ id: offer, at: { life: kept }, say: offer, class: marketing }'
  expect(lintMarked('offer-in-service', said(marketing, '[en]'), { texts }).found).toEqual([])
})

test('no question where no answer can come back', () => {
  const ask = '{ id: confirm, at: { life: made }, say: visit-confirm, ask: ▸[confirm] }'
  for (const text of ['receives: false', 'channels: [letter]']) {
    const texts = [textsOf(`visit-confirm: { text: Hello., ${text} }`)]
    const { found, marks } = lintMarked('ask-cannot-receive', said(ask, '[en]'), { texts })
    expect(found).toEqual(marks)
  }
  const texts = [textsOf('visit-confirm: { text: Hello., channels: [letter, sms] }')]
  expect(lintMarked('ask-cannot-receive', said(ask, '[en]'), { texts }).found).toEqual([])
})

test('a text nobody says, and a language nobody speaks, are doubted in their own file', () => {
  const texts = [
    textsOf(`visit-confirm: { text: Hello. }\nold: { text: Bye. }\n${REVIEWED}`),
    textsOf(`visit-confirm: { text: Hallo. }\n${REVIEWED}`, 'de'),
  ]
  const findings = lintPlaybook(playbookOf(said(confirm.replace('▸', ''), '[en]')), { texts })
  expect(findings.map(({ code, place }) => [code, place.file, place.line, place.column])).toEqual([
    ['unused-language', 'texts.de.yaml', 1, 1],
    ['unused-text', 'texts.en.yaml', 2, 1],
  ])
})

test('a texts file with a wrong key is refused at its place', () => {
  const read = readTexts('visit-confirm:\n  txt: Hello.\n', 'texts.en.yaml', 'en')
  expect('problems' in read && read.problems.map(({ code, place }) => [code, place.line])).toEqual([
    ['missing', 2],
    ['unknown-key', 2],
  ])
})
