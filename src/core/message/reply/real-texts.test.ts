import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { readReply } from './read-reply.ts'
import type { Reading } from './reading.ts'
import { seeded } from './suggest/seeded.ts'
import { frozenHour } from './testing/frozen.testing.ts'

// The SMS Spam Collection (UCI #228), its 4,827 ordinary texts: how people really write.
const FILE = resolve(process.env['TROTH_DATA'] ?? '../shared/data', 'sms.tsv.gz')
if (!existsSync(FILE)) throw new Error(`${FILE} is absent: put the data there, or name its folder in TROTH_DATA`)

const texts = gunzipSync(readFileSync(FILE))
  .toString('utf8')
  .split('\n')
  .filter((line) => line.startsWith('ham\t'))
  .map((line) => line.slice(4))
const asked = { ask: ['confirm', 'reschedule', 'cancel'], slots: [] }
const { suggester } = seeded()

const read = (words: string): Reading =>
  readReply({ words, button: null, calendar: null }, { ...frozenHour('en'), asked, suggester, languages: ['en'] })
const readings = texts.map((words) => ({ words, reading: read(words) }))
const those = (holds: (reading: Reading) => boolean): readonly string[] =>
  readings.filter(({ reading }) => holds(reading)).map(({ words }) => words)

test('of 4,827 real texts none stops our messages, and about ten lie before a person for it', () => {
  expect(texts).toHaveLength(4827)
  expect(those(({ act }) => act?.act === 'stop')).toEqual([])
  const perhaps = those(({ answer, readBy }) => answer === 'stop' && readBy === 'keyword')
  expect(perhaps.length).toBeLessThanOrEqual(15)
})

test('none of them calls a visit off, takes a slot, or is sure of more than yes', () => {
  expect(new Set(readings.flatMap(({ reading }) => (reading.act === null ? [] : [reading.act.act])))).toEqual(
    new Set(['confirm']),
  )
  expect(those(({ asks }) => asks === 'cancel-or-stop')).toEqual([])
})

test('a text that begins with yes or ok and goes on with but, no or later confirms nothing', () => {
  const turned = those(({ act }) => act?.act === 'confirm').filter((words) =>
    /\b(?:but|no|not|later|can't|cant|if|when)\b/i.test(words),
  )
  expect(turned).toEqual([])
})
