/** Something to wait for that may have happened already. */
export interface Bell {
  ring(): void
  wasRung(): boolean
  /** What was rung so far counts no more. */
  rest(): void
  /** Resolves when it has been rung, or the time is over. */
  heard(within: number): Promise<void>
}

export function openBell(): Bell {
  let isRung = false
  let wake: (() => void) | undefined
  return {
    ring: () => {
      isRung = true
      wake?.()
    },
    wasRung: () => isRung,
    rest: () => {
      isRung = false
    },
    heard: async (within) => {
      if (isRung) return
      let timer: NodeJS.Timeout | undefined
      await new Promise<void>((resolve) => {
        wake = resolve
        timer = setTimeout(resolve, within)
      })
      clearTimeout(timer)
    },
  }
}
