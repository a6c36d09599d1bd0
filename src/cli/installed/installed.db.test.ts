import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { testInstallation, type Installation } from './installed.testing.ts'

let at: Installation
beforeEach(async () => {
  at = await testInstallation()
})
afterEach(() => at.remove())

const SMALL = 'examples/small/facts.ndjson'
const json = async (...words: readonly string[]) => JSON.parse((await at.troth(...words, '--json')).out)

test('an import begins an installation: two playbooks are in force, everything is known, and nothing is sent', async () => {
  expect(await json('import', SMALL)).toMatchObject({ facts: 18, accepted: 18, again: 0, rejected: 0, live: false })
  const status = await json('status')
  expect(status).toMatchObject({ server: null, customers: 7, sending: { main: 'off' }, waiting: [] })
  expect(status.playbooks.map((version: string) => version.split('@')[0])).toEqual(['keep-informed', 'open-door'])
  expect(await json('import', SMALL)).toMatchObject({ accepted: 0, again: 18 })
})

test('what was imported is what a replay of the same file says', async () => {
  await at.troth('import', SMALL)
  const live = await json('verify', '--until', '2026-11-01')
  const replayed = await json('replay', SMALL, '--playbook', 'keep-informed,open-door', '--until', '2026-11-01')
  expect(live).toMatchObject({
    differing: { promises: 0, decisions: 0 },
    digest: { promises: replayed.digest.promises },
  })
})

test('a live import is only what somebody typed in full, with the brand’s name', async () => {
  const asked: string[] = []
  const answers = (answer: string | null) => ({
    ask: async (question: string) => {
      asked.push(question)
      return answer
    },
  })
  expect(await at.trothIn(answers(null), 'import', SMALL, '--live')).toMatchObject({ code: 2 })
  expect(await at.trothIn(answers('mian'), 'import', SMALL, '--live')).toMatchObject({ code: 2 })
  expect(await at.trothIn(answers('main'), 'import', SMALL, '--live')).toMatchObject({ code: 0 })
  expect(asked[0]).toContain('Type main to go on')
  expect(await at.troth('import', SMALL, '--liv')).toMatchObject({ code: 2 })
})

test('a bad line is named, and the rejects file holds it', async () => {
  const path = join(at.folder, 'bad.ndjson')
  writeFileSync(path, `${readFileSync(SMALL, 'utf8')}{"type":"promise.made"}\n`)
  const rejects = join(at.folder, 'rejects')
  const { code, err, out } = await at.troth('import', path, '--rejects', rejects)
  expect(code).toBe(0)
  expect(err).toContain(`${path}:19 error`)
  expect(out).toContain('1 rejected')
  expect(JSON.parse(readFileSync(rejects, 'utf8'))).toMatchObject({ line: 19 })
})

test('nothing leaves before somebody has said so, with a reason, and has seen what would leave', async () => {
  await at.troth('import', SMALL)
  expect(await at.troth('sending', 'on', '--reason', 'go')).toMatchObject({
    code: 2,
    err: expect.stringContaining('shadow'),
  })
  expect(await at.troth('sending', 'shadow')).toMatchObject({ code: 2, err: expect.stringContaining('--reason') })
  expect(await at.troth('sending', 'shadow', '--reason', 'to see')).toMatchObject({ code: 0 })
  expect(await at.troth('sending', 'trial', '--reason', 'us')).toMatchObject({ code: 2 })
  expect(await at.troth('sending', 'trial', '--recipients', 'crm:1', '--reason', 'us')).toMatchObject({ code: 0 })
  // Whoever turns it on is told of words that no speaker has read; nothing more is asked of them.
  const on = await at.troth('sending', 'on', '--reason', 'go')
  expect(on).toMatchObject({ code: 0, err: expect.stringContaining('Nobody who speaks en has reviewed these texts.') })
  expect(await json('sending')).toMatchObject({ brands: [{ scope: 'brand:main', state: 'on', by: 'terminal:kim' }] })
  expect(await at.troth('sending', 'shaddow', '--reason', 'x')).toMatchObject({
    err: expect.stringContaining('“shadow”'),
  })
  expect(await at.troth('sending', 'off', '--brand', 'mian', '--reason', 'x')).toMatchObject({
    err: expect.stringContaining('“main”'),
  })
})

test('a playbook, a channel or all is paused and goes on; a brand has a state instead', async () => {
  await at.troth('import', SMALL)
  expect(await at.troth('pause', 'open-door', '--reason', 'wrong number')).toMatchObject({ code: 0 })
  expect(await json('status')).toMatchObject({ paused: ['playbook:open-door'] })
  expect(await at.troth('doctor')).toMatchObject({
    code: 1,
    out: expect.stringContaining('troth resume playbook:open-door'),
  })
  expect(await json('resume', 'playbook:open-door')).toMatchObject({ state: 'resumed' })
  expect(await at.troth('pause', 'all', '--reason', 'storm')).toMatchObject({ code: 0 })
  expect(await at.troth('resume', 'all')).toMatchObject({ code: 0 })
  expect(await json('status')).toMatchObject({ paused: [] })
  expect(await at.troth('pause', 'brand:main', '--reason', 'x')).toMatchObject({
    err: expect.stringContaining('sending shadow --brand main'),
  })
  expect(await at.troth('pause', 'opendoor', '--reason', 'x')).toMatchObject({
    err: expect.stringContaining('“open-door”'),
  })
})

test('a playbook with an error is not published, and what was in force stays', async () => {
  await at.troth('import', SMALL)
  const before = (await json('status')).playbooks
  const path = join(at.folder, 'playbook.yaml')
  writeFileSync(path, readFileSync('playbooks/open-door/playbook.yaml', 'utf8').replace('visit.booked', 'visit.bokked'))
  expect(await at.troth('publish', path, '--reason', 'try')).toMatchObject({
    code: expect.toSatisfy((code) => code > 0),
  })
  expect((await json('status')).playbooks).toEqual(before)
})

test('a playbook is published with a reason, once', async () => {
  await at.troth('import', SMALL)
  expect(await at.troth('publish', 'recovery')).toMatchObject({ code: 2 })
  expect(await json('publish', 'recovery', '--reason', 'we owe it')).toMatchObject({
    published: true,
    playbook: 'recovery',
  })
  expect(await json('publish', 'recovery', '--reason', 'again')).toMatchObject({ published: false })
  expect((await json('status')).playbooks).toHaveLength(3)
})

test('a case is opened, given to somebody, noted, dated and closed', async () => {
  await at.troth('import', SMALL)
  const opened = await json('cases', 'open', '--kind', 'call-customer', '--says', 'wants a call', '--customer', 'crm:1')
  expect(opened).toMatchObject({ kind: 'call-customer', alias: 'crm:1', assignee: null })
  expect(await json('cases', 'assign', opened.id, 'kim')).toMatchObject({ assignee: 'kim' })
  expect(await json('cases', 'note', opened.id, 'no', 'answer')).toMatchObject({
    notes: [{ by: 'terminal:kim', words: 'no answer' }],
  })
  expect(await json('cases', 'due', opened.id, '2026-12-01T09:00:00Z')).toMatchObject({ due: '2026-12-01T09:00:00Z' })
  expect(await json('cases')).toHaveLength(1)
  expect(await json('cases', 'close', opened.id, '--as', 'called')).toMatchObject({ disposition: 'called' })
  expect(await at.troth('cases')).toMatchObject({ out: 'No case waits for anybody.' })
  expect(await at.troth('cases', 'show', 'absent')).toMatchObject({ code: 1 })
  expect(await at.troth('cases', 'asign', opened.id, 'kim')).toMatchObject({ err: expect.stringContaining('“assign”') })
})

test('a key is shown once, listed without itself, and revoked', async () => {
  const made = await json('key', 'make', 'crm', '--may', 'facts,read')
  expect(made).toMatchObject({ key: expect.stringMatching(/^troth_/), may: ['facts', 'read'] })
  expect(await at.troth('key', 'make', 'crm', '--may', 'fcts')).toMatchObject({
    code: 2,
    err: expect.stringContaining('“facts”'),
  })
  expect((await at.troth('key', 'list')).out).not.toContain(made.key)
  expect(await at.troth('key', 'revoke', made.id)).toMatchObject({ code: 0 })
  expect(await json('key', 'list')).toMatchObject([{ id: made.id, revoked: expect.any(String) }])
})

test('all that is known of a customer is handed out, until they are erased', async () => {
  const path = join(at.folder, 'sam.ndjson')
  const card = { name: 'Sam Field', reach: [{ channel: 'mail', address: 'sam@example.org' }] }
  const fact = {
    specversion: '1.0',
    source: 'crm',
    id: '1',
    type: 'customer.updated',
    subject: 'crm:1',
    time: '2026-03-02T09:00:00Z',
  }
  writeFileSync(path, `${JSON.stringify({ ...fact, data: card })}\n`)
  await at.troth('import', path)
  const document = JSON.parse((await at.troth('export-customer', 'crm:1')).out)
  expect(document).toMatchObject({ about: 'crm:1', persons: [{ card }], facts: [{ data: card }] })
  expect(await at.troth('erase', 'crm:1')).toMatchObject({ code: 2, err: expect.stringContaining('--yes') })
  expect(await at.trothIn({ ask: async () => 'crm:2' }, 'erase', 'crm:1')).toMatchObject({ code: 2 })
  expect(await at.troth('erase', 'crm:1', '--yes')).toMatchObject({
    code: 0,
    out: expect.stringContaining('crm:1 is erased'),
  })
  expect((await at.troth('export-customer', 'crm:1')).out).not.toContain('Sam')
  expect(await at.troth('erase', 'crm:77', '--yes')).toMatchObject({ code: 1 })
})

test('a channel is looked at without a ledger, and one message leaves when it is asked for', async () => {
  expect(await at.troth('channel', 'test')).toMatchObject({ code: 0, out: expect.stringContaining('✓ outbox') })
  expect(await json('channel', 'test', 'outbox', '--to', 'anybody')).toMatchObject({ sent: { fate: 'accepted' } })
  expect(await at.troth('channel', 'test', 'outbx')).toMatchObject({ err: expect.stringContaining('“outbox”') })
})

test('doctor finds nothing wrong with a fresh installation, and each thing that is', async () => {
  await at.troth('import', SMALL)
  expect(await at.troth('doctor')).toMatchObject({ code: 0, err: 'All is well.' })
  const clock = (): number => Date.now() + 5000
  expect((await at.trothIn({ clock }, 'doctor')).out).toContain('5.0 s apart')
  const change = "update audit set who = 'nobody' where n = 1"
  await at.troth('sending', 'shadow', '--reason', 'to see')
  await at.database.store.query({ name: 'change-audit', text: change })
  expect(await at.troth('doctor')).toMatchObject({ code: 1, out: expect.stringContaining('Row 1 of the audit') })
  writeFileSync(join(at.folder, 'troth.yaml'), 'chanels: {}\n')
  expect(await at.troth('doctor')).toMatchObject({ code: 1, out: expect.stringContaining('Did you mean “channels”?') })
})

test('another secret than the ledger was begun with is refused, and none is made for an old one', async () => {
  const path = join(at.folder, 'sam.ndjson')
  const fact = {
    specversion: '1.0',
    source: 'crm',
    id: '1',
    type: 'customer.updated',
    subject: 'crm:1',
    time: '2026-03-02T09:00:00Z',
  }
  writeFileSync(path, `${JSON.stringify({ ...fact, data: { name: 'Sam' } })}\n`)
  await at.troth('import', path)
  const other = { ...at.env, TROTH_SECRET: Buffer.alloc(32, 7).toString('base64') }
  expect(await at.trothIn({ env: other }, 'status')).toMatchObject({
    code: 3,
    err: expect.stringContaining('not the one'),
  })
  const empty = { ...at.env, TROTH_HOME: join(at.folder, 'empty') }
  expect(await at.trothIn({ env: empty }, 'status')).toMatchObject({
    code: 3,
    err: expect.stringContaining('is not there'),
  })
})

test('where nothing is installed a command that only looks begins nothing', async () => {
  const env = { TROTH_HOME: join(at.folder, 'nothing') }
  expect(await at.trothIn({ env }, 'status')).toMatchObject({ code: 1, err: expect.stringContaining('troth start') })
  expect(await at.trothIn({ env }, 'doctor')).toMatchObject({ code: 0, out: expect.stringContaining('not begun yet') })
})

test('a database that does not answer is said so, with its own exit code', async () => {
  const env = { ...at.env, DATABASE_URL: 'postgres://troth@127.0.0.1:1/troth' }
  expect(await at.trothIn({ env }, 'status')).toMatchObject({
    code: 4,
    err: expect.stringContaining('does not answer'),
  })
  expect(await at.trothIn({ env }, 'doctor')).toMatchObject({
    code: 1,
    out: expect.stringContaining('does not answer'),
  })
})
