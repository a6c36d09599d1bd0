import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { OutMessage } from '../core/message/channel.ts'
import { describeChannel, messageOf } from './contract.testing.ts'
import { openOutbox } from './outbox.ts'
import { outboxPath, outboxText, readOutboxText } from './outbox/file.ts'
import { listOutbox } from './outbox/list.ts'

const ALL = { limit: 10_000 }

describeChannel({
  name: 'the outbox',
  moods: ['well', 'gone'],
  patienceMs: 2000,
  meet: async (mood) => {
    const base = await mkdtemp(join(tmpdir(), 'troth-outbox-'))
    const folder = join(base, 'messages')
    // A file in the folder's place: what not even root can write into.
    if (mood === 'gone') await writeFile(folder, '')
    return {
      channel: openOutbox({ folder }),
      arrived: async () => (await listOutbox(folder, ALL)).map(({ message }) => message),
      stop: () => rm(base, { recursive: true }),
    }
  },
})

async function withOutbox(run: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'troth-outbox-'))
  try {
    await run(folder)
  } finally {
    await rm(folder, { recursive: true })
  }
}

test('a person opens the file and reads who is told what', () =>
  withOutbox(async (folder) => {
    await openOutbox({ folder }).send(messageOf())
    expect(await readdir(folder)).toEqual(['2015-03-05'])
    expect(await readdir(join(folder, '2015-03-05'))).toEqual(['070002.000-m-12.txt'])
    const text = await readFile(join(folder, '2015-03-05', '070002.000-m-12.txt'), 'utf8')
    expect(text.split('\n').slice(0, 3)).toEqual([
      'To: sam@customer.example',
      'Subject: We come on Tuesday',
      'At: 2015-03-05T07:00:02Z',
    ])
    expect(text).toMatch(/\n\nWe come on Tuesday between 08:00 and 12:00\.$/)
  }))

test('a page lists the newest first and goes on where the last one ended', () =>
  withOutbox(async (folder) => {
    const channel = openOutbox({ folder })
    const hours = [1, 30, 2, 50, 49, 26]
    for (const hour of hours) await channel.send(messageOf({ id: `h-${hour}`, at: hour * 3_600_000 }))
    const ids = (entries: readonly { readonly message: OutMessage }[]) => entries.map(({ message }) => message.id)
    const first = await listOutbox(folder, { limit: 4 })
    expect(ids(first)).toEqual(['h-50', 'h-49', 'h-30', 'h-26'])
    expect(ids(await listOutbox(folder, { limit: 4, before: first.at(-1)?.file ?? '' }))).toEqual(['h-2', 'h-1'])
    expect(await listOutbox(join(folder, 'nowhere'), ALL)).toEqual([])
  }))

test('what others left in the folder is no message', () =>
  withOutbox(async (folder) => {
    await openOutbox({ folder }).send(messageOf())
    await mkdir(join(folder, 'notes'))
    for (const name of ['readme.txt', '070001.000-x.txt', '.half.tmp'])
      await writeFile(join(folder, '2015-03-05', name), 'none of ours\n\nat all')
    expect((await listOutbox(folder, ALL)).map(({ message }) => message.id)).toEqual(['m-12'])
  }))

test('an outbox that was tidied away is made anew', () =>
  withOutbox(async (folder) => {
    const channel = openOutbox({ folder })
    await channel.send(messageOf())
    await rm(join(folder, '2015-03-05'), { recursive: true })
    expect(await channel.send(messageOf())).toMatchObject({ fate: 'later', reason: 'disk' })
    expect(await channel.send(messageOf())).toMatchObject({ fate: 'accepted' })
  }))

test('law: a file says all of its message', () => {
  const word = fc.string({ unit: 'grapheme' })
  const message = fc.record({ subject: fc.option(word), to: fc.option(word), text: word, customer: word, id: word })
  fc.assert(
    fc.property(message, (other) => {
      const whole = messageOf(other)
      expect(readOutboxText(outboxText(whole))).toEqual(whole)
    }),
  )
})

test('law: two ids never share a file, on a disk that ignores case neither, and none leaves its folder', () => {
  const id = fc.oneof(
    fc.string(),
    fc.string({ minLength: 140, maxLength: 300, unit: fc.constantFrom('a', 'A', '/', '.') }),
  )
  fc.assert(
    fc.property(id, id, (one, other) => {
      fc.pre(one !== other)
      const [a, b] = [one, other].map((each) => outboxPath({ id: each, at: 0 }).name)
      expect(a?.toLowerCase()).not.toBe(b?.toLowerCase())
      expect(a).toMatch(/^[a-z0-9.%_~-]{1,200}$/)
    }),
  )
})
