/** Works that must not overtake each other: one after the other for each key, all keys at once. */
export interface InTurn {
  /** Settles as the work does. */
  readonly run: (key: string, work: () => Promise<void>) => Promise<void>
  /** When none of them is left. */
  readonly idle: () => Promise<void>
}

export function openInTurn(): InTurn {
  const last = new Map<string, Promise<void>>()
  return {
    run: (key, work) => {
      const own = (last.get(key) ?? Promise.resolve()).then(work)
      // Whatever became of it, the next one has its turn.
      const end: Promise<void> = own.catch(() => undefined).then(() => void (last.get(key) === end && last.delete(key)))
      last.set(key, end)
      return own
    },
    idle: async () => {
      while (last.size > 0) await Promise.all(last.values())
    },
  }
}
