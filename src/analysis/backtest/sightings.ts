import { currentVersion, type CustomerPromise, type PromiseVersion } from '../../core/promise/customer-promise.ts'
import type { Instant } from '../../core/time/instant.ts'
import type { Forecast } from '../../forecast/forecast.ts'
import type { Forecaster } from '../../forecast/forecaster.ts'
import type { Watch } from '../../playbook/watch.ts'
import { versionAnchor, type DatedChange, type Turn } from '../../playbook/turn/turn.ts'
import { isJudged, type Period } from './period.ts'

/** What was said of one version at instants of its life, from what had been heard by then. Absent: it was not open then. */
export interface Sighting {
  readonly version: PromiseVersion
  atBirth?: Forecast | null
  atTellBy?: Forecast | null
  readonly atHandOver: { readonly at: Instant; readonly forecast: Forecast | null }[]
}

/** Watches one customer after the other; `seen` is of the one replayed last, by version anchor. */
export interface Sightings {
  readonly watch: (turn: Turn) => Watch
  readonly seen: () => ReadonlyMap<string, Sighting>
}

interface Stop {
  readonly at: Instant
  readonly promise: string
  readonly anchor: string
}

/** One customer that is being watched. */
interface Watching {
  readonly turn: Turn
  readonly period: Period
  readonly forecaster: Forecaster
  readonly seen: Map<string, Sighting>
  /** Ascending. */
  readonly stops: Stop[]
  readonly handOvers: Map<string, number>
  changesRead: number
}

export function startSightings(period: Period, forecaster: Forecaster): Sightings {
  let seen: ReadonlyMap<string, Sighting> = new Map()
  return {
    watch: (turn) => {
      const own = new Map<string, Sighting>()
      seen = own
      return watchOne({ turn, period, forecaster, seen: own, stops: [], handOvers: new Map(), changesRead: 0 })
    },
    seen: () => seen,
  }
}

const watchOne = (watching: Watching): Watch => ({
  next: () => watching.stops[0]?.at ?? Infinity,
  look: () => lookAtTellBy(watching),
  heard: () => {
    const { turn } = watching
    for (; watching.changesRead < turn.changes.length; watching.changesRead++) {
      const dated = turn.changes[watching.changesRead]
      if (dated !== undefined) takeChange(watching, dated)
    }
    lookAtHandOvers(watching)
  },
})

/** The last instant before tell-by: what is heard at tell-by itself can no longer help. */
function lookAtTellBy({ turn, stops, seen, ...rest }: Watching): void {
  const stop = stops.shift()
  const promise = stop === undefined ? undefined : turn.published.get(stop.promise)
  if (stop === undefined || promise === undefined) return
  const sighting = seen.get(stop.anchor)
  const version = currentVersion(promise)
  if (sighting === undefined || versionAnchor(promise.id, version.n) !== stop.anchor) return
  if (version.state === 'open') sighting.atTellBy = says({ turn, ...rest }, promise, stop.at - 1)
}

function takeChange(watching: Watching, { change, at, because }: DatedChange): void {
  const { turn, period, seen } = watching
  const { kind, promise, version } = change
  if (!isJudged(period, promise, version)) return
  const anchor = versionAnchor(promise.id, version.n)
  const known = seen.get(anchor)
  if (kind === 'opened' || kind === 'corrected') {
    const sighting: Sighting = { ...known, version, atHandOver: known?.atHandOver ?? [] }
    seen.set(anchor, sighting)
    const standing = turn.published.get(promise.id)
    const isOpen = standing?.versions[version.n - 1]?.state === 'open'
    if (kind === 'opened' && isOpen) sighting.atBirth = says(watching, standing, at)
    if (isOpen) waitForTellBy(watching, { promise: standing, version, sighting })
  }
  // At one instant facts come first, then tell-by, then what runs out: settled there by a fact it was not open.
  if (kind === 'settled' && known !== undefined && at === version.tellBy && because !== null) delete known.atTellBy
}

interface Opened {
  readonly promise: CustomerPromise
  readonly version: PromiseVersion
  readonly sighting: Sighting
}

/** A promise made at its own tell-by has no instant before it: what its making says is all there is. */
function waitForTellBy(watching: Watching, { promise, version, sighting }: Opened): void {
  const { turn, stops } = watching
  const anchor = versionAnchor(promise.id, version.n)
  const old = stops.findIndex((stop) => stop.anchor === anchor)
  if (old >= 0) stops.splice(old, 1)
  if (version.tellBy === null || version.tellBy < turn.now) return
  if (version.tellBy === turn.now) {
    sighting.atTellBy = says(watching, promise, turn.now)
    return
  }
  const stop: Stop = { at: version.tellBy, promise: promise.id, anchor }
  const place = stops.findIndex(({ at }) => at > stop.at)
  stops.splice(place < 0 ? stops.length : place, 0, stop)
}

function lookAtHandOvers(watching: Watching): void {
  const { turn, period, seen, handOvers } = watching
  for (const id of turn.touched) {
    const promise = turn.published.get(id)
    if (promise === undefined) continue
    const count = promise.handOvers.length
    const before = handOvers.get(id) ?? 0
    handOvers.set(id, count)
    const version = currentVersion(promise)
    if (count <= before || version.state !== 'open' || !isJudged(period, promise, version)) continue
    const forecast = says(watching, promise, turn.now)
    seen.get(versionAnchor(id, version.n))?.atHandOver.push({ at: turn.now, forecast })
  }
  turn.touched.clear()
}

type Asked = Pick<Watching, 'turn' | 'forecaster'>

function says({ turn, forecaster }: Asked, promise: CustomerPromise, now: Instant): Forecast | null {
  const made = turn.ledger.records.get(promise.id)?.promised?.fact
  return made === undefined ? null : forecaster.says({ promise, version: currentVersion(promise), made, now })
}
