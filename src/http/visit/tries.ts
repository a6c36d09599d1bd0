import { minutes, type Instant } from '../../core/time/instant.ts'

/** Who tries links that do not exist; kept in memory, bounded, and forgotten with the process. */
export interface Tries {
  /** Whoever is asking from here gets no answer for now, for a good link neither: else guessing would go on. */
  readonly isBlocked: (address: string, now: Instant) => boolean
  /** A token that nobody has. Answers true when, of all who try, it has become too many: once a day. */
  readonly wrongToken: (address: string, now: Instant) => boolean
  /** Whether this link's second question may be answered once more. */
  readonly mayUnlock: (link: string, now: Instant) => boolean
  readonly wrongUnlock: (link: string, now: Instant) => void
  /** True the first time it is asked about a link, as far as is remembered. */
  readonly isFirstLook: (link: string) => boolean
}

interface Limit {
  readonly most: number
  readonly within: number
}

/** A person mistypes a link a few times; a street behind one router does so now and then. */
const ADDRESS: Limit = { most: 30, within: minutes(15) }
const PREFIX: Limit = { most: 300, within: minutes(15) }
/** 5 of the 1,000 endings of a phone number a day: a stranger with the link needs half a year for an even chance. */
const UNLOCK: Limit = { most: 5, within: minutes(24 * 60) }
/** Links of customers who were erased come too; a thousand an hour is somebody at work. */
const ALL: Limit = { most: 1000, within: minutes(60) }
/** 100 bytes each, so 1 MB a map at the most. */
const REMEMBERED = 10_000

export function openTries(): Tries {
  const [addresses, unlocks, all] = [counter(), counter(), counter()]
  const seen = new Set<string>()
  let calledOn = -1
  return {
    isBlocked: (address, now) => {
      const [near, far] = placesOf(address)
      return addresses.has(near, ADDRESS, now) || addresses.has(far, PREFIX, now)
    },
    wrongToken: (address, now) => {
      const [near, far] = placesOf(address)
      addresses.count(near, ADDRESS, now)
      addresses.count(far, PREFIX, now)
      all.count('all', ALL, now)
      const today = Math.floor(now / minutes(24 * 60))
      if (calledOn === today || !all.has('all', ALL, now)) return false
      calledOn = today
      return true
    },
    mayUnlock: (link, now) => !unlocks.has(link, UNLOCK, now),
    wrongUnlock: (link, now) => unlocks.count(link, UNLOCK, now),
    isFirstLook: (link) => {
      if (seen.has(link)) return false
      if (seen.size >= REMEMBERED) seen.clear()
      seen.add(link)
      return true
    },
  }
}

interface Counter {
  readonly count: (key: string, limit: Limit, now: Instant) => void
  /** Whether it has reached its limit. */
  readonly has: (key: string, limit: Limit, now: Instant) => boolean
}

interface Count {
  readonly since: Instant
  readonly n: number
}

/** Two halves: the older is dropped whole when the newer is full, since taking out the oldest one by one costs 45 µs. */
function counter(): Counter {
  let [newer, older] = [new Map<string, Count>(), new Map<string, Count>()]
  const find = (key: string): Count | undefined => newer.get(key) ?? older.get(key)
  return {
    count: (key, { within }, now) => {
      const before = find(key)
      const isOver = before === undefined || now - before.since >= within
      if (newer.size >= REMEMBERED / 2) [newer, older] = [new Map(), newer]
      newer.set(key, isOver ? { since: now, n: 1 } : { ...before, n: before.n + 1 })
    },
    has: (key, { most, within }, now) => {
      const found = find(key)
      return found !== undefined && now - found.since < within && found.n >= most
    },
  }
}

/** An address and what it belongs to: IPv4 with its /24, the /64 of IPv6, which one house has whole, with its /48. */
export function placesOf(address: string): readonly [string, string] {
  const four = /(?:^|:)((\d+\.\d+\.\d+)\.\d+)$/.exec(address)
  if (four !== null) return [four[1] ?? '', `${four[2] ?? ''}.`]
  const [head = '', tail] = address.split('%')[0]?.split('::') ?? []
  const left = head === '' ? [] : head.split(':')
  const right = tail === undefined || tail === '' ? [] : tail.split(':')
  const filled =
    tail === undefined ? left : [...left, ...Array(Math.max(0, 8 - left.length - right.length)).fill('0'), ...right]
  return [`${filled.slice(0, 4).join(':')}/64`, `${filled.slice(0, 3).join(':')}/48`]
}
