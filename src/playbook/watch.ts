import type { Instant } from '../core/time/instant.ts'
import { advance } from './turn/advance.ts'
import type { Turn } from './turn/turn.ts'

/** Looks at a turn as it stood at instants of the past: knowing only what had been heard by then. It changes nothing. */
export interface Watch {
  /** The next instant it wants to see, just before it; Infinity: none. */
  readonly next: () => Instant
  /** That instant has come: all before it has happened, nothing of it was heard. */
  readonly look: () => void
  /** All of one instant was heard. */
  readonly heard: () => void
}

/** Letting time pass in steps decides nothing differently: what is planned for an instant waits for its facts. */
export function watchUntil(turn: Turn, watch: Watch, until: Instant): void {
  for (let at = watch.next(); at <= until; at = watch.next()) {
    advance(turn, at)
    watch.look()
  }
}
