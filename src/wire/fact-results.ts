import { z } from 'zod'
import type { Problem } from '../core/document/problem.ts'
import { problemItem, problemSchema } from './problem-body.ts'
import { wireSchemas } from './schemas.ts'

/** What became of one fact of a request. */
export const factResult = z
  .object({
    /** null: it had none that could be read. */
    id: z.string().nullable(),
    source: z.string().nullable(),
    /** `again`: heard before, the same; it counts once. */
    status: z.enum(['accepted', 'again', 'refused']),
    problems: z.array(problemItem).optional(),
    /** They stand in nobody's way. */
    warnings: z.array(problemItem).optional(),
  })
  .register(wireSchemas, { id: 'FactResult' })

/** One for each fact, in their order. */
export const factResults = z.object({ results: z.array(factResult) }).register(wireSchemas, { id: 'FactResults' })

/** All of a request was refused. */
export const refusedFacts = problemSchema
  .extend({ results: z.array(factResult) })
  .register(wireSchemas, { id: 'RefusedFacts' })

/** With its problems as the checks have said them. */
export interface FactResult extends Readonly<Omit<z.infer<typeof factResult>, 'problems' | 'warnings'>> {
  readonly problems?: readonly Problem[]
  readonly warnings?: readonly Problem[]
}
