import { afterEach, expect, test } from 'vitest'
import type { Fact, FactData } from '../core/fact/fact.ts'
import { given, on, text } from '../core/fact/fact.testing.ts'
import { programOf } from './by-the-hour.testing.ts'
import { sha256, testEngine, type TestEngine } from './engine.testing.ts'
import { verify } from './verify.ts'

const playbook = `
playbook: test
promises:
  visit:
    key: data.visit
    owner: field
    made-by: { fact: visit.booked }
    moved-by: { fact: visit.moved }
    ended-by: { fact: visit.cancelled, as: withdrawn }
    due: { from: { cel: data.window.start }, to: { cel: data.window.end } }
    kept-by: { fact: crew.arrived }
    moments:
      - id: asked
        at: { before: due.from, days: 1, clock: "17:00" }
        say: asked
        ask: [confirm]
        unanswered: { after: 90m, try: next-channel, then: { case: call-to-confirm } }
`
const booked = given('visit.booked', '2 09:00', {
  visit: 'v',
  window: { start: text('6 08:00'), end: text('6 12:00') },
})
const fact = (type: string, time: string, data: FactData = {}): Fact =>
  given(type, time, { visit: 'v', ...data }, { origin: 'person' })
const reply = (time: string): Fact => fact('reply.received', time, { channel: 'sms', answer: 'unclear' })

let running: TestEngine | undefined
afterEach(() => running?.stop())

/** Hears each fact at its time; another process takes over after each. */
async function live(ladder: readonly string[], ...facts: readonly Fact[]): Promise<TestEngine> {
  const made = await testEngine({ now: on('2 08:00'), playbooks: [playbook], ladder })
  running = made
  for (const one of [booked, ...facts]) {
    await made.passTo(one.time)
    await made.engine.accept([one])
    await made.restart()
  }
  for (const at of ['5 17:10', '5 18:40', '5 20:10']) {
    await made.passTo(on(at))
    await made.restart()
  }
  await made.passTo(on('5 23:00'))
  return made
}

const attempts = ({ database }: TestEngine) =>
  database.store.query<{ channel: string }>({ name: 'channels', text: 'select channel from attempt order by ended' })
const cases = ({ database }: TestEngine) =>
  database.store.query<{ kind: string }>({ name: 'kinds', text: 'select kind from "case"' })

test('asked over one channel and then over the next, a person at last; a restart in between forgets nothing', async () => {
  const made = await live(['sms', 'mail'])
  expect((await attempts(made)).map(({ channel }) => channel)).toEqual(['sms', 'mail'])
  expect(await cases(made)).toEqual([{ kind: 'call-to-confirm' }])
  const replaying = { program: await programOf(made), zone: 'UTC', sha256, until: on('5 22:00') }
  expect(await verify(made.database.store, replaying)).toMatchObject({ differences: [], decisions: 3 })
})

test('with one channel nobody is asked twice, and the person calls at the same hour', async () => {
  const made = await live(['sms'])
  expect((await attempts(made)).map(({ channel }) => channel)).toEqual(['sms'])
  expect(await cases(made)).toEqual([{ kind: 'call-to-confirm' }])
})

test('answered before a restart is answered; what was said before the question is no answer after one', async () => {
  const answered = await live(['sms', 'mail'], reply('5 17:20'))
  expect((await attempts(answered)).length).toBe(1)
  expect(await cases(answered)).toEqual([])
  await answered.stop()
  const early = await live(['sms', 'mail'], reply('5 10:00'))
  expect((await attempts(early)).length).toBe(2)
  expect((await cases(early)).length).toBe(1)
})
