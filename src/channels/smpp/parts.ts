import type { FailedReason } from '../../core/message/channel.ts'
import type { Receipt } from './receipt.ts'

/** What is known of a whole message when one part's receipt came. */
export interface WholeReceipt {
  readonly providerId: string
  readonly outcome: 'delivered' | 'failed'
  readonly reason: FailedReason | null
  readonly code: string | null
}

interface Group {
  readonly of: number
  readonly ids: string[]
  readonly delivered: Set<string>
}

/** The messages of several parts whose receipts are awaited. */
export interface Parts {
  /** Before the first part is handed over; then each id as it is given. */
  open(of: number): { add(id: string): void; close(): void }
  /** null: nothing is settled yet. */
  receipt(receipt: Receipt): Promise<WholeReceipt | null>
}

/** 8 bytes of id and a slot in two maps each: some 20 MB at the most. */
const KEPT = 100_000

/**
 * A message of several parts is delivered when all its parts are and failed when one is. Its id is its **last** part's:
 * after a restart, when nobody knows any more which parts belong together, that one's receipt speaks for all.
 */
export function knownParts(): Parts {
  const groups = new Map<string, Group>()
  const open = new Set<Promise<void>>()
  const keep = (id: string, group: Group): void => {
    groups.set(id, group)
    const [oldest] = groups.keys()
    if (groups.size > KEPT && oldest !== undefined) groups.delete(oldest)
  }
  return {
    open: (of) => {
      const group: Group = { of, ids: [], delivered: new Set() }
      let settle: () => void = () => undefined
      const settled = new Promise<void>((resolve) => (settle = resolve))
      open.add(settled)
      return {
        add: (id) => {
          group.ids.push(id)
          keep(id, group)
        },
        close: () => {
          open.delete(settled)
          settle()
        },
      }
    },
    receipt: async (receipt) => {
      if (receipt.outcome === 'passing') return null
      // A receipt may overtake the answer that gives its id, and the first part's comes before the last is handed over.
      if (open.size > 0) await Promise.all(open)
      return ofWhole(groups.get(receipt.id), receipt)
    },
  }
}

function ofWhole(group: Group | undefined, { id, outcome, reason, code }: Receipt): WholeReceipt | null {
  if (outcome === 'passing') return null
  const providerId = group?.ids.at(-1) ?? id
  if (group === undefined || outcome === 'failed') return { providerId, outcome, reason, code }
  group.delivered.add(id)
  return group.delivered.size === group.of ? { providerId, outcome, reason, code } : null
}
