import type { World } from './world.ts'

export interface TestWorld extends World {
  /** Wishes that the command should end. */
  readonly end: (wish: string) => void
  /** Codes it was ended with at once. */
  readonly quits: readonly number[]
}

/** Nobody sits at its terminal, and nothing stands in its environment, unless given. */
export function testWorld(given: Partial<World> = {}): TestWorld {
  const ends = new Set<(wish: string) => void>()
  const quits: number[] = []
  return {
    env: {},
    folder: '/nowhere',
    clock: Date.now,
    ask: async () => null,
    onEnd: (end) => {
      ends.add(end)
      return () => void ends.delete(end)
    },
    quit: (code) => void quits.push(code),
    ...given,
    quits,
    end: (wish) => {
      for (const end of ends) end(wish)
    },
  }
}
