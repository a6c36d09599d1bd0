import { nearest } from '../../core/document/near.ts'
import { playbooksInForce } from '../../store/company/playbook-versions.ts'
import { sendingStates } from '../../store/company/sending-states.ts'
import { writeAudit } from '../../store/company/write-audit.ts'
import { writeSendingState } from '../../store/company/write-sending-state.ts'
import { waitingByChannel } from '../../store/views/waiting-by-channel.ts'
import { parseWords, type Command, type Run } from '../command.ts'
import { EXIT, usage } from '../exit.ts'
import { whoIsThere, withLedger, type OnLedger } from '../live/with-ledger.ts'
import { SETTINGS_OPTIONS } from '../settings/read.ts'

const OPTIONS = { ...SETTINGS_OPTIONS, reason: { type: 'string' }, json: { type: 'boolean', default: false } } as const

/** `pause SCOPE`: nothing of it leaves from now on; it waits. */
export const pause: Run = (command) => change(command, 'paused')

/** `resume SCOPE`: what waits leaves, unless its time has passed. */
export const resume: Run = (command) => change(command, 'resumed')

async function change(command: Command, state: 'paused' | 'resumed'): Promise<number> {
  const verb = state === 'paused' ? 'pause' : 'resume'
  const { values, positionals } = parseWords(command.args, OPTIONS)
  const [word, ...more] = positionals
  if (word === undefined || more.length > 0)
    throw usage(`${verb} takes one scope.`, 'all, a playbook, a channel, or moment:PLAYBOOK.PROMISE.MOMENT')
  const reason = values.reason?.trim() ?? ''
  if (state === 'paused' && reason === '') throw usage('Say why it is paused.', 'Add --reason "…".')
  return withLedger({ world: command.world, values }, async (on) => {
    const scope = await scopeMeant(word, on)
    const isPaused = (await sendingStates(on.store)).some((row) => row.scope === scope && row.state === 'paused')
    if (isPaused !== (state === 'paused')) await write(command, on, { scope, state, reason: reason || 'resumed' })
    const waiting = (await waitingByChannel(on.store)).reduce((sum, row) => sum + row.waiting, 0)
    if (values.json) command.terminal.out(JSON.stringify({ scope, state, waiting }))
    else
      command.terminal.out(`${scope} ${state === 'paused' ? 'is paused' : 'goes on'}; ${waiting} messages wait in all.`)
    return EXIT.ok
  })
}

interface Changing {
  readonly scope: string
  readonly state: 'paused' | 'resumed'
  readonly reason: string
}

async function write({ world }: Command, { store }: OnLedger, { scope, state, reason }: Changing): Promise<void> {
  const [now, who] = [world.clock(), whoIsThere(world)]
  await store.inTransaction(async (tx) => {
    await writeSendingState(tx, { scope, state, recipients: [], since: now, by: who, reason })
    await writeAudit(tx, { at: now, who, what: `sending.${state}`, detail: { scope } })
  })
}

/** `open-door` is enough where only one thing is called so. */
async function scopeMeant(word: string, { store, settings }: OnLedger): Promise<string> {
  if (word === 'all') return word
  if (word.startsWith('brand:'))
    throw usage(
      'A brand is not paused: it has a state of its own.',
      `\`troth sending shadow --brand ${word.slice('brand:'.length)}\`, or \`troth pause all\`.`,
    )
  const playbooks = (await playbooksInForce(store)).map(({ playbook }) => playbook)
  const channels = settings.channels.map(({ name }) => name)
  const known = [...playbooks.map((name) => `playbook:${name}`), ...channels.map((name) => `channel:${name}`)]
  const meant = known.filter((scope) => scope === word || scope.endsWith(`:${word}`))
  if (meant.length === 1 && meant[0] !== undefined) return meant[0]
  if (/^moment:[^.]+\..+$/.test(word) && playbooks.includes(word.slice('moment:'.length).split('.')[0] ?? ''))
    return word
  if (meant.length > 1) throw usage(`“${word}” may be ${meant.join(' or ')}.`, 'Write it out.')
  const near = nearest(word, [...known, ...playbooks, ...channels])
  const mend = near === undefined ? `There are: all, ${known.join(', ')}, moment:….` : `Did you mean “${near}”?`
  throw usage(`There is nothing to pause called “${word}”.`, mend)
}
