import { wordLeft, toldOfVersion } from '../playbook/turn/told.ts'
import { currentVersion, type CustomerPromise, type PromiseVersion } from '../core/promise/customer-promise.ts'
import type { Turn } from '../playbook/turn/turn.ts'
import type { Zone } from '../core/time/zone.ts'
import { parseWords, type Run } from './command.ts'
import { EXIT, usage } from './exit.ts'
import { openPast, PAST_OPTIONS, type Past } from './past.ts'
import { printPromise, promiseRecord, type Found } from './promise-shown.ts'
import { replayFile } from './replay-file.ts'
import { columns } from './table.ts'
import type { Terminal } from './terminal.ts'
import { localTime } from './times.ts'

const STATES = ['open', 'kept', 'broken', 'renegotiated', 'withdrawn', 'disputed', 'silent', 'outstanding'] as const

/** `promises FILE` lists, `promises FILE KEY` shows those of one key with their evidence. */
export const promises: Run = async (command) => {
  const { values, positionals } = parseWords(command.args, {
    ...PAST_OPTIONS,
    json: { type: 'boolean', default: false },
    state: { type: 'string' },
    owner: { type: 'string' },
    kind: { type: 'string' },
    limit: { type: 'string', default: '50' },
  })
  const [path, key, ...more] = positionals
  if (path === undefined || more.length > 0)
    throw usage('promises takes a file and perhaps a key.', 'troth promises FILE [KEY]')
  if (values.state !== undefined && !STATES.some((state) => state === values.state))
    throw usage(`“${values.state}” is no state.`, `Use one of: ${STATES.join(', ')}.`)
  const limit = Number(values.limit)
  if (!Number.isInteger(limit) || limit < 0)
    throw usage(`--limit ${values.limit} is no number.`, 'Write a whole number; 0 for all.')
  const past = await openPast(command, path, values)
  const found: Found[] = []
  let matched = 0
  await replayFile(past.replay, (replayed) => {
    for (const promise of replayed.turn.published.values()) {
      if (key === undefined ? !wanted(replayed.turn, promise, values) : promise.key !== key && promise.id !== key)
        continue
      matched += 1
      if (limit === 0 || found.length < limit) found.push({ promise, replayed })
    }
  })
  past.close()
  past.warnings.print(command.terminal)
  return key === undefined
    ? list(command.terminal, { found, matched, past, json: values.json })
    : show(command.terminal, { found, past, key, json: values.json })
}

interface Filter {
  readonly state?: string | undefined
  readonly owner?: string | undefined
  readonly kind?: string | undefined
}

function wanted(turn: Turn, promise: CustomerPromise, { state, owner, kind }: Filter): boolean {
  if (owner !== undefined && promise.owner !== owner) return false
  if (kind !== undefined && promise.kind !== kind) return false
  if (state === undefined) return true
  return promise.versions.some((version) => isIn(turn, { promise, version }, state))
}

function isIn(
  turn: Turn,
  { promise, version }: { promise: CustomerPromise; version: PromiseVersion },
  state: string,
): boolean {
  if (state === 'outstanding') return version.state === 'broken' && version.curedAt === null
  if (state === 'silent') return version.state === 'broken' && toldOfVersion(turn, promise, version) === 'silent'
  return version.state === state
}

interface Listing {
  readonly found: readonly Found[]
  readonly matched: number
  readonly past: Past
  readonly json: boolean
}

function list({ out, err }: Terminal, { found, matched, past, json }: Listing): number {
  if (json) for (const one of found) out(JSON.stringify(promiseRecord(one)))
  else {
    const head = ['promise', 'kind', 'owner', 'made', 'due', 'state', 'told']
    const rows = found.map((one) => rowOf(one, past.zone))
    for (const line of columns([head, ...rows], head.length)) out(line)
  }
  if (matched > found.length) err(`${found.length} of ${matched}; --limit 0 shows all.`)
  return EXIT.ok
}

function rowOf({ promise, replayed }: Found, zone: Zone): readonly string[] {
  const version = currentVersion(promise)
  const state = version.state === 'broken' && version.curedAt === null ? 'broken, outstanding' : version.state
  const left = wordLeft(replayed.turn, promise, version)
  const told =
    version.state === 'broken'
      ? toldOfVersion(replayed.turn, promise, version).replaceAll('-', ' ')
      : left.length > 0
        ? 'told'
        : ''
  return [
    promise.id,
    promise.kind,
    promise.owner,
    localTime(zone, version.made),
    localTime(zone, version.dueTo),
    state,
    told,
  ]
}

interface Shown {
  readonly found: readonly Found[]
  readonly past: Past
  readonly key: string
  readonly json: boolean
}

function show({ out, err }: Terminal, { found, past, key, json }: Shown): number {
  if (found.length === 0) {
    err(`There is no promise with the key or id “${key}”.`)
    return EXIT.no
  }
  for (const one of found) {
    if (json) out(JSON.stringify(promiseRecord(one)))
    else for (const line of printPromise(one, past.zone)) out(line)
  }
  return EXIT.ok
}
