/** Lets work in until it is shut, and knows when the last of it has left. */
export interface Door {
  /** Runs the work; undefined when the door is shut. */
  through<Result>(work: () => Promise<Result>): Promise<Result | undefined>
  /** Nothing more comes in; resolves when nothing is inside. Any number of times. */
  shut(): Promise<void>
}

export function openDoor(): Door {
  let inside = 0
  let isShut = false
  const waiting: (() => void)[] = []
  return {
    through: async (work) => {
      if (isShut) return undefined
      inside += 1
      try {
        return await work()
      } finally {
        inside -= 1
        if (isShut && inside === 0) for (const leave of waiting.splice(0)) leave()
      }
    },
    shut: async () => {
      isShut = true
      if (inside > 0) await new Promise<void>((resolve) => waiting.push(resolve))
    },
  }
}
