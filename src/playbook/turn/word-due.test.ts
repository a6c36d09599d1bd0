import { expect, test } from 'vitest'
import type { Fact, FactData } from '../../core/fact/fact.ts'
import { given, on, text, type FactParts } from '../../core/fact/fact.testing.ts'
import { decisionsOf, programOf, runUntil } from '../program.testing.ts'
import { wordLeft } from './told.ts'
import type { Turn } from './turn.ts'

/** 2 March is a Monday; business days end at 17:00. */
const playbook = (moments: string): ReturnType<typeof programOf> =>
  programOf(`
playbook: test
promises:
  inquiry:
    key: data.inquiry
    owner: care
    made-by: { fact: inquiry.received, when: promise.made == null }
    reopened-by: { fact: inquiry.received, when: fact.time > promise.made }
    due: { to: { business-days: 5 } }
    kept-by: { fact: inquiry.answered }
    moved-by: { fact: promise.moved, key: data.promise }
    expected-by: [{ fact: order.jeopardy, key: data.promise }]
    told-by: { fact: customer.told, key: data.about }
    moments: [${moments}]
`)

const RECEIVED = '{ id: received, at: { life: made }, say: received, next-word: { business-days: 1 } }'
const NO_NEWS =
  '{ id: no_news, at: { word-due: received }, say: no-news, next-word: { business-days: 1 }, repeat: { at-most: 2 } }'
const CALL = '{ id: call, at: { word-due: no_news }, case: call-customer }'
const HEADS_UP = '{ id: heads_up, at: { jeopardy: medium, until: due.to }, say: heads-up, next-word: 4h }'
const STILL = '{ id: still_unknown, at: { word-due: heads_up }, say: no-news }'

const kept = playbook([RECEIVED, NO_NEWS, CALL].join())
const warned = playbook([RECEIVED, NO_NEWS, CALL, HEADS_UP, STILL].join())

const received = given('inquiry.received', '2 09:02', { inquiry: 'n', channel: 'mail' })
const fact = (type: string, time: string, data: FactData = {}, parts: FactParts = {}): Fact =>
  given(type, time, { inquiry: 'n', promise: 'n', about: 'n', ...data }, parts)

const ACKNOWLEDGED = '2 09:02 received said: its time has come'

test('who waits hears that there is no news when it was promised, twice, and then a person has to call', () => {
  expect(decisionsOf(runUntil('9 00:00', kept, [received]))).toEqual([
    ACKNOWLEDGED,
    '3 17:00 no_news said: its time has come',
    '4 17:00 no_news said: its time has come',
    '5 17:00 call said: its time has come',
  ])
  const { decisions } = runUntil('9 00:00', kept, [received])
  expect(decisions.map(({ occurrence }) => occurrence)).toEqual(['0', '0', '1', '0'])
  expect(decisions.map(({ action }) => (action.do === 'say' ? action.nextWord : null))).toEqual([
    on('3 17:00'),
    on('4 17:00'),
    on('5 17:00'),
    null,
  ])
})

test('what was heard takes the place of the word at once, and is named: an answer, a person, another date', () => {
  const after = (...facts: readonly Fact[]) => decisionsOf(runUntil('9 00:00', kept, [received, ...facts]))
  expect(after(fact('inquiry.answered', '2 15:00'))).toEqual([
    ACKNOWLEDGED,
    '2 15:00 no_news superseded: the promise is kept',
  ])
  expect(after(fact('customer.told', '3 10:00'))).toEqual([
    ACKNOWLEDGED,
    '3 10:00 no_news superseded: the customer was told by a person',
  ])
  const { decisions } = runUntil('9 00:00', kept, [received, fact('customer.told', '3 10:00')])
  expect(decisions.at(-1)).toMatchObject({
    eligibleAt: on('3 17:00'),
    because: { facts: ['crm customer.told@3 10:00'] },
  })
})

test('a word promised of a date that has moved is not said of the old one', () => {
  const once = playbook([RECEIVED.replace('say:', 'unless: promise.version > 1, say:'), NO_NEWS, CALL].join())
  const moved = fact('promise.moved', '3 10:00', { due: text('20 17:00') })
  expect(decisionsOf(runUntil('9 00:00', once, [received, moved]))).toEqual([
    ACKNOWLEDGED,
    '3 10:00 received held: unless: promise.version > 1',
    '3 10:00 no_news superseded: a newer version stands',
  ])
})

test('an answer at the very instant comes first; a moment later the word has been said', () => {
  const answered = (time: string) => decisionsOf(runUntil('4 00:00', kept, [received, fact('inquiry.answered', time)]))
  expect(answered('3 17:00')[1]).toBe('3 17:00 no_news superseded: the promise is kept')
  expect(answered('3 17:01').slice(1)).toEqual([
    '3 17:00 no_news said: its time has come',
    '3 17:01 no_news superseded: the promise is kept',
  ])
})

test('word of a person from before the acknowledgement, heard after it, takes nothing away', () => {
  const before = fact('customer.told', '2 09:01', {}, { heard: '2 10:00' })
  expect(decisionsOf(runUntil('4 00:00', kept, [received, before]))).toEqual([
    ACKNOWLEDGED,
    '3 17:00 no_news said: its time has come',
  ])
})

test('a heads-up takes the place of “no news”; one without a new time promises a word of its own', () => {
  const late = (data: FactData = {}) =>
    decisionsOf(runUntil('3 23:00', warned, [received, fact('order.jeopardy', '3 10:00', data)]))
  expect(late({ expected: text('12 12:00') })).toEqual([
    ACKNOWLEDGED,
    '3 10:00 heads_up said: the silo expects it late',
    '3 10:00 no_news superseded: said since: test.inquiry.heads_up',
  ])
  expect(late()).toEqual([
    ACKNOWLEDGED,
    '3 10:00 heads_up said: the silo expects it late',
    '3 10:00 no_news superseded: said since: test.inquiry.heads_up',
    '3 14:00 still_unknown said: its time has come',
  ])
})

test('the word that was due gives the new time where one is known by then, and ends the waiting', () => {
  const facts = [
    received,
    fact('order.jeopardy', '3 10:00'),
    fact('order.jeopardy', '3 11:00', { expected: text('12 12:00') }),
  ]
  const { decisions } = runUntil('9 00:00', warned, facts)
  expect(decisions.slice(3).map(({ moment, at }) => [moment, at])).toEqual([
    ['test.inquiry.still_unknown', on('3 14:00')],
  ])
  expect(decisions.at(-1)).toMatchObject({ expected: on('12 12:00'), action: { template: 'no-news' } })
})

test('a word is owed of a broken promise too, until it is made good', () => {
  const slow = playbook(
    [RECEIVED, NO_NEWS.replace('at-most: 2', 'at-most: 9'), CALL]
      .join()
      .replaceAll('business-days: 1', 'business-days: 3'),
  )
  const waiting = (...facts: readonly Fact[]) => decisionsOf(runUntil('20 00:00', slow, [received, ...facts]))
  expect(waiting().slice(0, 4)).toEqual([
    ACKNOWLEDGED,
    '5 17:00 no_news said: its time has come',
    '10 17:00 no_news said: its time has come',
    '13 17:00 no_news said: its time has come',
  ])
  expect(waiting(fact('inquiry.answered', '11 12:00')).slice(3)).toEqual([
    '11 12:00 no_news superseded: the promise was made good',
  ])
})

test('asked again after an answer, the new question has its own acknowledgement and its own next word', () => {
  const again = [fact('inquiry.answered', '2 15:00'), fact('inquiry.received', '4 11:00', { channel: 'mail' })]
  expect(decisionsOf(runUntil('6 00:00', kept, [received, ...again]))).toEqual([
    ACKNOWLEDGED,
    '2 15:00 no_news superseded: the promise is kept',
    '4 11:00 received said: its time has come',
    '5 17:00 no_news said: its time has come',
  ])
})

test('“no news” is no heads-up: nobody counts as told by it', () => {
  const turn: Turn = runUntil('20 00:00', kept, [received])
  const promise = turn.published.get('test.inquiry/n')
  const [version] = promise?.versions ?? []
  expect(version?.state).toBe('broken')
  expect(promise === undefined || version === undefined ? null : wordLeft(turn, promise, version)).toEqual([])
})

test('what is heard a day late is history: it is not acknowledged, and promises no next word', () => {
  const late = given('inquiry.received', '2 09:02', { inquiry: 'n', channel: 'mail' }, { heard: '3 12:00' })
  expect(decisionsOf(runUntil('9 00:00', kept, [late]))).toEqual([
    '3 12:00 received too-late: heard more than 24 h after it was true',
  ])
})
