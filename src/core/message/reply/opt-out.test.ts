import { expect, test } from 'vitest'
import { optOut } from './opt-out.ts'
import { readReply } from './read-reply.ts'
import type { Reading } from './reading.ts'
import { seeded } from './suggest/seeded.ts'
import { frozenHour, frozenRows, LANGUAGES } from './testing/frozen.testing.ts'

/** As an answer to the question that is asked most, with the suggester at hand. */
function read(language: string, words: string): Reading {
  const spoken = LANGUAGES.find((one) => one === language) ?? 'en'
  const asked = { ask: ['confirm', 'reschedule', 'cancel'], slots: [] }
  const { suggester } = seeded()
  return readReply(
    { words, button: null, calendar: null },
    { ...frozenHour(spoken), asked, suggester, languages: [spoken] },
  )
}

const wishes = frozenRows('opt-outs.tsv').map(([language = '', words = '']) => ({
  words,
  reading: read(language, words),
}))

test('of 200 ways to ask for silence 9 in 10 are heeded at once or lie before a person, and none calls a visit off', () => {
  const stopped = wishes.filter(({ reading }) => reading.act?.act === 'stop')
  const withPerson = wishes.filter(({ reading }) => reading.act === null && reading.check)
  expect(wishes).toHaveLength(200)
  expect(stopped.length + withPerson.length).toBeGreaterThanOrEqual(180)
  expect(stopped.length).toBeGreaterThanOrEqual(150)
  expect(wishes.filter(({ reading }) => reading.answer === 'cancel' || reading.asks !== null)).toEqual([])
})

test('what only looks like asking for silence stops nothing', () => {
  const rows = frozenRows('not-opt-outs.tsv').map(([is = '', language = '', words = '']) => ({
    is,
    words,
    reading: read(language, words),
  }))
  expect(rows.filter(({ reading }) => reading.act !== null)).toEqual([])
  for (const { words, reading } of rows.filter(({ is }) => is === 'either'))
    expect([words, reading.answer, reading.asks]).toEqual([words, 'cancel', 'cancel-or-stop'])
  for (const { words, reading } of rows.filter(({ is }) => is === 'question' || is === 'other'))
    expect([words, reading.answer === 'cancel', reading.asks]).toEqual([words, false, null])
})

test('a visit that is called off is asked back first', () => {
  const cancels = frozenRows('not-opt-outs.tsv').filter(([is]) => is === 'cancel')
  const askedBack = cancels.filter(([, language = '', words = '']) => read(language, words).asks === 'cancel-visit')
  expect(askedBack.length / cancels.length).toBeGreaterThanOrEqual(0.7)
})

test('an opt-out word counts as the whole message only, in any case, script of marks and with a please', () => {
  for (const words of [
    'STOP',
    'Stop.',
    ' stop!! ',
    'Stop please',
    'ARRÊT',
    'baja',
    'Abmelden',
    'END',
    'Quit',
    'opt-out',
    'STOPALL',
    'Unsubscribe',
  ])
    expect([words, optOut(words)]).toEqual([words, 'stop'])
  for (const words of ['dead end road, mind the kerb', 'he quit his job', 'la baja es la del fondo', 'the end'])
    expect([words, optOut(words)]).toEqual([words, null])
})
