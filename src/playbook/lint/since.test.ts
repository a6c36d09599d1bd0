import { expect, test } from 'vitest'
import { lintMarked, playbookOf } from './marked.testing.ts'

const VISIT = `playbook: mine
promises:
  visit:
    key: data.visit
    owner: field
    made-by: { fact: visit.booked }
    kept-by: { fact: crew.arrived }
`
const withMoments = (moments: string): string => `${VISIT}    moments:\n      ${moments}\n`
const confirm = '- { id: confirm, at: { life: made }, say: word }'

test('a moment that is gone is named where it was, with what becomes of it', () => {
  const previous = playbookOf(withMoments(`${confirm}\n      - { id: sorry, at: { life: broken }, say: word }`))
  const { found, marks, problems } = lintMarked('moment-dropped', withMoments(`▸${confirm}`), { previous })
  expect(found).toEqual(marks)
  expect(problems[0]).toMatchObject({ level: 'warning', mend: 'Nothing, if that is meant.' })
  expect(problems[0]?.reason).toBe('visit.sorry is dropped: what it had planned will not be said.')
})

test('a moment that is new is named at its id', () => {
  const text = withMoments(`${confirm}\n      - { id: ▸sorry, at: { life: broken }, say: word }`)
  const { found, marks } = lintMarked('moment-added', text, { previous: playbookOf(withMoments(confirm)) })
  expect(found).toEqual(marks)
})

test('a renamed moment is warned of: it may be said twice', () => {
  const previous = playbookOf(withMoments('- { id: confirmed, at: { life: made }, say: word }'))
  const { problems } = lintMarked('moment-dropped', withMoments(confirm), { previous })
  expect(problems[0]?.mend).toContain('visit.confirm, keep the old id')
})

test('promises that came and went are named', () => {
  const text = `${VISIT.replace('  visit:', '  ▸arrival:')}`
  const previous = playbookOf(VISIT)
  const { found, marks } = lintMarked('promise-added', text, { previous })
  expect(found).toEqual(marks)
  expect(lintMarked('promise-dropped', text, { previous }).found).toEqual(['3:3'])
})

test('without a version in force nothing is compared', () => {
  expect(lintMarked('moment-added', withMoments(confirm)).found).toEqual([])
})
