import { randomUUID } from 'node:crypto'
import { nearest } from '../../core/document/near.ts'
import { problemLine } from '../../core/document/problem.ts'
import { WORDS_ALONE, type Channel, type OutMessage, type SendAnswer } from '../../core/message/channel.ts'
import { parseWords, type Command, type Run } from '../command.ts'
import { EXIT, usage } from '../exit.ts'
import { namedChannel } from '../live/channels.ts'
import { readSettings, SETTINGS_OPTIONS } from '../settings/read.ts'
import type { NamedChannel, Settings } from '../settings/settings.ts'

const OPTIONS = {
  ...SETTINGS_OPTIONS,
  to: { type: 'string' },
  json: { type: 'boolean', default: false },
} as const

/** `channel test NAME`: whether anything could leave by it; with --to, one real message leaves. Needs no ledger. */
export const channel: Run = async (command) => {
  const [verb, ...args] = command.args
  if (verb !== 'test')
    throw usage(
      verb === undefined ? 'channel wants to know what to do.' : `channel knows no “${verb}”.`,
      'Use: channel test NAME.',
    )
  const { values, positionals } = parseWords(args, OPTIONS)
  const settings = readSettings(command.world, values)
  if (positionals.length > 1) throw usage('channel test takes one channel.', 'Without a name all are looked at.')
  const [name] = positionals
  const named = name === undefined ? settings.channels : [channelNamed(name, settings)]
  if (values.to !== undefined && name === undefined)
    throw usage('--to needs the name of a channel.', 'troth channel test NAME --to ADDRESS')
  const tested: Tested[] = []
  for (const one of named) tested.push(await test(command, one, { settings, to: values.to }))
  for (const one of tested) report(command, one, values.json)
  return tested.every(({ isFine }) => isFine) ? EXIT.ok : EXIT.no
}

function channelNamed(name: string, { channels }: Settings): NamedChannel {
  const found = channels.find((one) => one.name === name)
  if (found !== undefined) return found
  const known = channels.map((one) => one.name)
  const near = nearest(name, known)
  throw usage(
    `There is no channel “${name}”.`,
    near === undefined ? `There are: ${known.join(', ')}.` : `Did you mean “${near}”?`,
  )
}

interface Tested {
  readonly name: string
  readonly type: string
  readonly isFine: boolean
  readonly words: string
  readonly sent: SendAnswer | null
}

interface Testing {
  readonly settings: Settings
  readonly to: string | undefined
}

async function test({ world }: Command, named: NamedChannel, { settings, to }: Testing): Promise<Tested> {
  const { name } = named
  const type = named.settings.channel
  const open = namedChannel(named, world.clock)
  try {
    const problem = await open.check()
    if (problem !== null) return { name, type, isFine: false, words: problemLine(problem), sent: null }
    if (to === undefined) return { name, type, isFine: true, words: 'answers; nothing was sent', sent: null }
    const sent = await open.send(testMessage(open, { to, brand: settings.ladders.brand, now: world.clock() }))
    return { name, type, isFine: sent.fate === 'accepted', words: fateWords(sent, to), sent }
  } finally {
    await open.close()
  }
}

interface Addressed {
  readonly to: string
  readonly brand: string
  readonly now: number
}

function testMessage({ capabilities }: Channel, { to, brand, now }: Addressed): OutMessage {
  return {
    id: `test-${randomUUID()}`,
    decision: 'test',
    customer: 'test:channel',
    brand,
    class: 'service',
    template: 'channel-test',
    language: 'en',
    to: capabilities.address === 'none' ? null : to,
    subject: 'A test from Troth',
    text: 'This is a test from Troth. If you read it, the channel works.',
    ask: [],
    ...WORDS_ALONE,
    promise: null,
    version: null,
    validUntil: null,
    at: now,
  }
}

function fateWords(sent: SendAnswer, to: string): string {
  if (sent.fate === 'accepted')
    return `took a message to ${to}${sent.providerId === null ? '' : ` as ${sent.providerId}`}`
  return `${sent.fate}: ${sent.words} (${sent.reason})`
}

function report({ terminal }: Command, tested: Tested, json: boolean): void {
  if (json) terminal.out(JSON.stringify(tested))
  else terminal.out(`${tested.isFine ? '✓' : '✗'} ${tested.name} (${tested.type}) ${tested.words}`)
}
