import { expect, test } from 'vitest'
import type { Fact, FactData } from '../../core/fact/fact.ts'
import type { Example } from '../../core/message/reply/suggest/fit.ts'
import { readReplyModel, suggesterOf } from '../../core/message/reply/suggest/model.ts'
import { backtestReplies } from './backtest.ts'
import { correctedIn } from './corrected.ts'
import { learnReplies, replyModelText } from './learn.ts'

const fact = (type: string, id: string, data: FactData, time = 0): Fact => ({
  source: 'sms',
  id,
  type,
  subject: 'crm:1',
  time,
  heard: time,
  origin: 'person',
  data,
})
const replied = (id: string, words: string | null): Fact =>
  fact('reply.received', id, { channel: 'sms', answer: 'unclear', ...(words === null ? {} : { words }) })
const read = (id: string, answer: string, time: number): Fact =>
  fact('reply.read', `${id}:read`, { reply: `sms ${id}`, answer, was: 'unclear' }, time)

/** A company whose customers say "crack on" for yes and "bin it off" for no longer wanting it. */
const own: readonly Example[] = Array.from({ length: 40 }, (_, n): Example =>
  n % 2 === 0 ? { words: `crack on pal ${n}`, answer: 'confirm' } : { words: `bin it off mate ${n}`, answer: 'cancel' },
)

test('a corrected reply teaches with its words, in the order it was read', () => {
  const facts = [replied('a', 'bin it off'), replied('b', 'crack on'), read('b', 'confirm', 2), read('a', 'cancel', 1)]
  expect(correctedIn(facts)).toEqual([
    { words: 'bin it off', answer: 'cancel', was: 'unclear' },
    { words: 'crack on', answer: 'confirm', was: 'unclear' },
  ])
})

test('a reply whose words are erased, or that nobody knows, teaches nothing', () => {
  expect(correctedIn([replied('a', null), read('a', 'cancel', 1), read('b', 'stop', 1)])).toEqual([])
})

test('what people corrected is known the next time, and the same facts make the same model', () => {
  const model = learnReplies(own)
  expect(suggesterOf(model)('bin it off please').answer).toBe('cancel')
  expect(suggesterOf(learnReplies([]))('bin it off please').answer).not.toBe('cancel')
  expect(replyModelText(learnReplies(own))).toBe(replyModelText(model))
  expect(model.learned.replies).toBe(40)
})

test('a model is read back as it was written; what is none, or of another version, is refused', () => {
  const model = learnReplies([])
  const text = replyModelText(model)
  expect(text.length).toBeLessThan(100_000)
  expect(readReplyModel(text)).toEqual(model)
  for (const broken of ['', '[]', 'null', text.replace('"format": 1', '"format": 2'), text.replace('"stop"', '"halt"')])
    expect(readReplyModel(broken)).toBeNull()
  expect(readReplyModel(text.replace(/"stop": "./, '"stop": "'))).toBeNull()
})

test('a backtest judges each reply by earlier ones only', () => {
  const { replies, right, confusion, sureAndWrong, sure } = backtestReplies(own)
  expect(replies).toBe(40)
  // The first stretch of four is judged by the seeds alone, the rest by what went before.
  expect(right).toBeGreaterThanOrEqual(34)
  expect(right).toBeLessThan(40)
  expect(sureAndWrong).toBe(0)
  expect(sure).toBeGreaterThan(0)
  expect(confusion.cancel.cancel).toBeGreaterThan(16)
})
