/** What has been sent off and has not come to its end. */
export interface Flights {
  readonly add: (flight: Promise<void>) => void
  readonly count: () => number
  readonly landed: () => Promise<void>
}

/** `onLanded` is told how many are left. */
export function openFlights(onTrouble: (error: unknown) => void, onLanded: (left: number) => void): Flights {
  const flying = new Set<Promise<void>>()
  return {
    add: (flight) => {
      const whole: Promise<void> = flight.catch(onTrouble).finally(() => {
        flying.delete(whole)
        onLanded(flying.size)
      })
      flying.add(whole)
    },
    count: () => flying.size,
    landed: async () => {
      await Promise.all(flying)
    },
  }
}
