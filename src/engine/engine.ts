import { randomUUID } from 'node:crypto'
import type { Problem } from '../core/document/problem.ts'
import type { Fact } from '../core/fact/fact.ts'
import { visitOfUid } from '../core/visit/calendar.ts'
import { customerId, type Sha256 } from '../core/fact/subject.ts'
import type { Channel } from '../core/message/channel.ts'
import { readReply } from '../core/message/reply/read-reply.ts'
import type { Duration, Instant } from '../core/time/instant.ts'
import { ALL_BUCKETS } from '../store/bucket.ts'
import { ensureMonths } from '../store/log/ensure-months.ts'
import type { Vault } from '../store/people/vault.ts'
import type { Store } from '../store/store.ts'
import type { CaseRow } from '../store/cases/open-cases.ts'
import { acceptAll } from './accept/accept-all.ts'
import { holdBuckets, type Hold } from './hold.ts'
import { incoming } from './accept/incoming.ts'
import { keepLoads } from './load/keep-loads.ts'
import { readLearned } from './model/learned.ts'
import type { ReadModel } from './model/read-model.ts'
import type { SendRules } from '../core/message/may-send.ts'
import { zone as zoneNamed } from '../core/time/zone.ts'
import type { Ladders } from './turn/ladders.ts'
import type { LaneOptions } from './turn/commits.ts'
import { openLanes, type Lanes } from './turn/lanes.ts'
import type { Place } from './turn/load.ts'
import { pickUp } from './send/pick-up.ts'
import { openRelay, type Relay } from './relay/relay.ts'
import { rehashAddresses } from './people/rehash-addresses.ts'
import { openEars, type Ears, type EarsOptions } from './replies/ears.ts'
import { openSuggester } from './replies/suggester-in-force.ts'
import { openSender, type Sender, type SenderOptions } from './send/sender.ts'
import { settleFate } from './send/settle-fate.ts'
import { openStanding, type Standing } from './standing.ts'
import { openTicks } from './ticks.ts'
import { openWaker, type Waker } from './waker.ts'
import type { Answer } from './accept/work.ts'

/** Works that may wait before the door asks senders to come back later: about two seconds of them. */
const MOST_WAITING = 20_000
const HOUR: Duration = 3_600_000
/** A customer who is folded from the log again is asked about promises that are open still; few are for longer. */
const LOOKED_BACK: Duration = 60 * 24 * HOUR

export interface EngineOptions {
  readonly store: Store
  readonly vault: Vault
  readonly sha256: Sha256
  /** Where customers are until a fact says otherwise. IANA name. */
  readonly zone: string
  /** BCP 47; what customers are written to in until a fact says otherwise. */
  readonly language?: string
  readonly ladders: Ladders
  readonly channels: readonly Channel[]
  readonly clock: () => Instant
  /** A test's: another kind of model. */
  readonly readModel?: ReadModel
  /** A test's: another way to read a reply. */
  readonly read?: EarsOptions['read']
  readonly word: SenderOptions['word']
  readonly freshWords?: SenderOptions['freshWords']
  /** A test's: how time runs when a file's past goes through the engine. */
  readonly timing?: LaneOptions['timing'] | undefined
  /** The quiet hours and caps of each brand. */
  readonly rulesOf: (brand: string) => SendRules
  /** The least messages a minute of one moment that count as a burst. */
  readonly burst: number
  readonly log: (happened: string, fields: Readonly<Record<string, unknown>>) => void
  /** It must not go on: another process holds the ledger. */
  readonly onFenced: () => void
}

export interface Engine {
  /**
   * Takes facts in; settled when they are on record, with an answer for each. Rejects when not all of them are: send the
   * same again then, what is on record counts once. Cases are on record with the first subject's facts, or neither is.
   */
  readonly accept: (facts: readonly Fact[], cases?: readonly CaseRow[]) => Promise<readonly Answer[]>
  /** A provider's request to a channel. */
  readonly called: Ears['called']
  readonly matched: Ears['matched']
  /** The door should ask for patience. */
  readonly isBusy: () => boolean
  /** Reads the playbooks in force again, and whom to forget; done each second by itself. */
  readonly reload: () => Promise<void>
  /** Lets time do its work once: wakes who is due, sends what is due. For whoever owns the clock. */
  readonly round: () => Promise<number>
  /** Begins to look at the time by itself. */
  readonly run: () => void
  /** Takes nothing more, finishes what it has begun. */
  readonly stop: () => Promise<void>
}

/** Becomes the one process that decides on this ledger; it looks at the time only when told to `run`. */
export async function startEngine(options: EngineOptions): Promise<Engine | { readonly problem: Problem }> {
  const { store, clock } = options
  const holder = `${process.pid}-${randomUUID()}`
  const held = await holdBuckets({ store, holder, now: clock(), onLost: options.onFenced })
  if ('problem' in held) return held
  await ensureMonths(store, clock())
  await rehashAddresses(store, options.vault)
  const loads = await keepLoads({ ...options, lookedBack: LOOKED_BACK, onTrouble: troubleIn(options.log) })
  const reading = { readModel: readLearned, loads, since: clock() - LOOKED_BACK }
  const standing = await openStanding({ ...reading, ...options })
  const senders = new Map<string, Sender>()
  const lanes = openLanes({
    ...options,
    holder,
    program: standing.inForce,
    renew: standing.renew,
    ready: standing.ready,
    onCommit: ({ messages, back, timers }) => {
      const queued = new Set(messages.map(({ channel }) => channel))
      for (const [name, sender] of senders) if (back.length > 0 || queued.has(name)) sender.within(0)
      for (const { wake } of timers) waker.expect(wake)
    },
  })
  const waker = wakerOf(options, lanes)
  for (const channel of options.channels) senders.set(channel.name, senderOf(channel, { options, lanes, held }))
  const channels = new Map(options.channels.map((channel) => [channel.name, channel]))
  await pickUp({ store, channels, epoch: held.epoch, settling: { ...options, take: lanes.take } })
  const relay = openRelay({ ...options, take: lanes.take, onTrouble: troubleIn(options.log) })
  return engineOf({ options, held, standing, lanes, waker, relay, senders })
}

function wakerOf({ store, clock, log }: EngineOptions, { take }: Lanes): Waker {
  const wake = (place: Place): Promise<void> =>
    new Promise((done, failed) => take({ place, facts: [], done: () => done(), failed }))
  return openWaker({ store, buckets: ALL_BUCKETS, clock, wake, onTrouble: troubleIn(log) })
}

function senderOf(
  channel: Channel,
  { options, lanes, held }: { options: EngineOptions; lanes: Lanes; held: Hold },
): Sender {
  const { afterUnknown } = channel.capabilities
  const zone = zoneNamed(options.zone)
  if (zone === undefined) throw new Error(`there is no zone ${options.zone}`)
  return openSender({
    ...options,
    zone,
    channel,
    epoch: held.epoch,
    buckets: ALL_BUCKETS,
    customerOf: (alias) => customerId(alias, options.sha256),
    settle: (message, n, fate) => settleFate({ message, n, fate, afterUnknown }, { ...options, take: lanes.take }),
    onTrouble: troubleIn(options.log),
  })
}

const troubleIn =
  (log: EngineOptions['log']) =>
  (error: unknown): void =>
    log('trouble', { error: String(error) })

interface Parts {
  readonly options: EngineOptions
  readonly held: Hold
  readonly standing: Standing
  readonly lanes: Lanes
  readonly waker: Waker
  readonly relay: Relay
  readonly senders: ReadonlyMap<string, Sender>
}

function engineOf({ options, held, standing, lanes, waker, relay, senders }: Parts): Engine {
  const { store, clock, channels, log } = options
  const reload = async (): Promise<void> => {
    await standing.renew()
    await standing.ready()
    lanes.forget(await standing.erased())
  }
  const months = monthsOf(options)
  const accept = acceptOf(options, lanes)
  const ears = openEars(earsOptions(options, { accept, lanes }))
  const ticks = openTicks({ store, clock, standing, waker, relay, senders, reload, months, onTrouble: troubleIn(log) })
  const polls = [waker, relay, ...senders.values(), ticks]
  return {
    accept,
    called: ears.called,
    matched: ears.matched,
    isBusy: () => lanes.waiting() > MOST_WAITING,
    reload,
    round: async () => {
      let done = (await relay.round()) + (await waker.round())
      for (const sender of senders.values()) done += await sender.round()
      await lanes.idle()
      return done
    },
    run: () => {
      for (const poll of polls) poll.start()
      ears.listen()
    },
    stop: async () => {
      for (const poll of polls) await poll.stop()
      for (const channel of channels) await channel.close()
      // What was heard until then is on record before the ledger is let go.
      await ears.idle()
      await lanes.idle()
      await held.release()
    },
  }
}

/** Once an hour: a partition for what comes. */
function monthsOf({ store, clock }: EngineOptions): () => Promise<void> {
  let again = clock() + HOUR
  return async () => {
    if (clock() < again) return
    again = clock() + HOUR
    await ensureMonths(store, clock())
  }
}

const acceptOf =
  (naming: EngineOptions, { take }: Lanes): Engine['accept'] =>
  (facts, cases = []) =>
    acceptAll(
      facts.map((fact) => incoming(fact, naming)),
      take,
      cases.length === 0 ? undefined : (writes) => void writes.cases.push(...cases),
    )

function earsOptions(
  options: EngineOptions,
  { accept, lanes }: { readonly accept: Engine['accept']; readonly lanes: Lanes },
): EarsOptions {
  return {
    language: 'en',
    read: readReply,
    ...options,
    accept,
    take: lanes.take,
    suggester: openSuggester(options.store),
    visitOfUid,
  }
}
