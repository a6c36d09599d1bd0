import { expect, test } from 'vitest'
import { lintMarked, playbookOf } from './marked.testing.ts'

const recovery = (except: string, name = 'recovery'): string => `playbook: ${name}
for: { broken: any, except: [${except}] }
case: { kind: recovery }
moments: [{ id: sorry, at: { life: broken }, say: sorry }]
`
const informed = playbookOf(`playbook: keep-informed
promises:
  stated: { key: data.promise, owner: x, made-by: { fact: promise.made }, kept-by: { fact: promise.kept } }
`)

test('what recovery leaves out is there to be left out', () => {
  const text = recovery('recovery.*, keep-informed.stated, ▸keep-informed.statd, ▸weather.*')
  const { found, marks, problems } = lintMarked('unknown-promise', text, { others: [informed] })
  expect(found).toEqual(marks)
  expect(problems.map(({ mend }) => mend)).toEqual([
    'Did you mean “keep-informed.stated”?',
    'Write <playbook>.<promise>, or <playbook>.* for all of it.',
  ])
})

test('what is left out is not judged when nobody says what runs beside', () => {
  expect(lintMarked('unknown-promise', recovery('weather.*')).found).toEqual([])
})

test('two playbooks of one name would mix up their promises', () => {
  const { found, marks } = lintMarked('playbook-name-twice', recovery('recovery.*', '▸keep-informed'), {
    others: [informed],
  })
  expect(found).toEqual(marks)
})

test('the case of a recovery is a moment of that name', () => {
  const text = `${recovery('recovery.*').replace('id: sorry', 'id: ▸case')}`
  const { found, marks } = lintMarked('moment-id-twice', text)
  expect(found).toEqual(marks)
})
