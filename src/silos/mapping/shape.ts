import { z } from 'zod'

/** The written form of a mapping; docs/how-to/import-a-csv.md tells it with examples. */

const cel = z.string().min(1).describe('an expression in CEL over the columns; an empty cell is ""')
const column = z.string().min(1).describe('the name of a column')
const template = z.string().min(1).describe('text with columns in braces: "case:{CASE_ID}"')
const computed = z.strictObject({ cel })
const literal = z.strictObject({ text: z.union([z.string(), z.number(), z.boolean()]) })
const cell = z.union([column, computed])

/** A column, an expression, a text of the mapping's own, or an object with such parts. */
export type ValueShape =
  | string
  | { readonly cel: string }
  | { readonly text: string | number | boolean }
  | { readonly [part: string]: ValueShape }

const value: z.ZodType<ValueShape> = z.lazy(() => z.union([column, computed, literal, z.record(z.string(), value)]))

const fact = z.strictObject({
  type: z.string().min(1),
  id: template,
  time: cell.describe('when it was true'),
  heard: cell.optional().describe('when it was learned; where absent or empty, the time'),
  known: cell.optional().describe('when the silo says it learned it'),
  sequence: cell.optional().describe('the order among facts of one time; numbers count by size'),
  when: cel.optional(),
  origin: z.enum(['outside', 'person', 'engine']).optional(),
  'first-per': column.optional(),
  data: z.record(z.string(), value),
})

const character = z.string().length(1)

export const mappingShape = z.strictObject({
  zone: z.string().min(1).describe('of local times: America/New_York'),
  source: z.string().min(1).describe('the system the file comes from'),
  dates: z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]).optional(),
  unknown: z
    .array(z.union([z.string(), z.number()]))
    .optional()
    .describe('cells that mean “not known”'),
  csv: z.strictObject({ delimiter: character.optional(), quote: z.string().max(1).optional() }).optional(),
  let: z
    .record(z.string().regex(/^[a-z][a-z0-9_]*$/, 'A name here is lower-case words joined by _'), computed)
    .optional(),
  row: z.strictObject({ when: cel.optional(), subject: template, 'first-per': column.optional() }),
  facts: z.array(fact).min(1),
})

export type MappingShape = z.infer<typeof mappingShape>
export type FactShape = z.infer<typeof fact>
export type CellShape = z.infer<typeof cell>
