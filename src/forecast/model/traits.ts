import type { Fact } from '../../core/fact/fact.ts'
import { splitPersonal } from '../../core/fact/personal.ts'
import type { Traits } from './past.ts'

/** Fields of a making fact that are coarse; one that its type marks as personal is not read. */
export const TRAITS = ['channel', 'area', 'product', 'reason'] as const

export function traitsOf({ type, data }: Pick<Fact, 'type' | 'data'>): Traits {
  const { open } = splitPersonal(type, data)
  const traits: Record<string, string> = {}
  for (const name of TRAITS) {
    const value = open[name]
    if (typeof value === 'string' && value !== '') traits[name] = value
  }
  return traits
}
