import { setTimeout as sleep } from 'node:timers/promises'
import type { Duration } from '../../core/time/instant.ts'
import { bindTo, type Bind, type Delivered, type NoBind } from './bind.ts'
import { smppLibrary } from './library.ts'
import type { SmppSettings } from './settings.ts'

/** One bind that is made when it is wanted, and made again when it broke. */
export interface Link {
  /** The bind, or why there is none; while one is away it is not tried at every message. */
  bound(): Promise<Bind | NoBind>
  /** Keeps it bound from now on. */
  keep(): void
  /** Takes leave. Any number of times. */
  end(): Promise<void>
}

const FIRST_PAUSE: Duration = 1000
const LONGEST_PAUSE: Duration = 60_000
/** What taking leave may last. */
const LEAVE: Duration = 500

export function linkOf(settings: SmppSettings, delivered: Delivered): Link {
  const ended = new AbortController()
  const { signal } = ended
  const maker = makerOf(settings, delivered)
  const bound = async (): Promise<Bind | NoBind> => (signal.aborted ? ENDED : maker.bound())
  const keep = async (): Promise<void> => {
    while (!signal.aborted) {
      const made = await bound()
      if ('request' in made) await made.closed
      await sleep(maker.pause(), undefined, { signal }).catch(() => undefined)
    }
  }
  return {
    bound,
    keep: () => void keep(),
    end: async () => {
      ended.abort()
      const last = await maker.last()
      if (last === undefined || !('request' in last) || !last.isOpen()) return
      await Promise.race([last.request('unbind'), sleep(LEAVE, undefined, { ref: false }), last.closed])
      last.destroy()
      await last.closed
    },
  }
}

const ENDED: NoBind = { reason: 'closed', words: 'the channel was closed' }

/** Makes one bind at a time; whoever wants it meanwhile waits for the same. */
function makerOf(settings: SmppSettings, delivered: Delivered) {
  let last: Bind | NoBind | undefined
  let making: Promise<Bind | NoBind> | undefined
  let pause = FIRST_PAUSE
  let retryAt = 0
  const make = async (): Promise<Bind | NoBind> => {
    last = await bindTo(settings, await smppLibrary(), delivered)
    making = undefined
    const isBound = 'request' in last
    retryAt = performance.now() + (isBound ? 0 : pause)
    pause = isBound ? FIRST_PAUSE : Math.min(pause * 2, LONGEST_PAUSE)
    if ('request' in last) watch(last, settings.timeouts.silence)
    return last
  }
  const stands = (): boolean => last !== undefined && ('request' in last ? last.isOpen() : performance.now() < retryAt)
  return {
    bound: async (): Promise<Bind | NoBind> => {
      if (last !== undefined && stands()) return last
      making ??= make()
      return making
    },
    /** Until it may be tried again. */
    pause: (): Duration => Math.max(retryAt - performance.now(), 10),
    last: async (): Promise<Bind | NoBind | undefined> => making ?? last,
  }
}

/** A connection that a firewall has forgotten looks open; asking is what shows it. */
function watch(bind: Bind, silence: Duration): void {
  const timer = setInterval(() => void ask(), silence)
  const ask = async (): Promise<void> => {
    const answer = await bind.request('enquire_link')
    if (answer === null || 'broken' in answer) bind.destroy()
  }
  void bind.closed.then(() => clearInterval(timer))
}
