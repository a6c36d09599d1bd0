import { z } from 'zod'
import type { Problem } from '../../core/document/problem.ts'
import { checkShape } from '../../core/document/shape.ts'
import { readYaml, type YamlDocument } from '../../core/document/yaml.ts'
import { zone } from '../../core/time/zone.ts'
import type { Model } from './model.ts'
import { HOURS_OF_WEEK } from './working-hours.ts'

/** Every number is finite: JSON knows no other. */
const number = z.number()
const chance = z.number().gt(0).lt(1)
const share = z.number().min(0).max(1)
const count = z.int().min(0)
const curve = z.array(share).min(2)
const week = z.array(z.number().min(0)).length(HOURS_OF_WEEK)
const chances = { made: chance, waiting: chance }

const ascending = <Pair extends readonly [number, number]>(
  pairs: readonly Pair[],
  places: readonly (0 | 1)[],
): boolean =>
  pairs.every((pair, index) => places.every((place) => index === 0 || (pairs[index - 1]?.[place] ?? 0) <= pair[place]))

const calibration = z
  .array(z.tuple([share, share]))
  .refine((pairs) => ascending(pairs, [0, 1]), 'both numbers of the pairs must ascend')
const table = z.strictObject({ of: z.array(z.string()).min(1), adds: z.record(z.string(), number) })
const weights = z.strictObject({ base: number, longRun: number, sixtyDays: number, week: number, work: number })
const dated = z.strictObject({ made: weights, waiting: weights, tables: z.array(table), calibration })
const age = z
  .array(z.tuple([z.number().gt(0), number]))
  .min(1)
  .refine((pairs) => ascending(pairs, [0]), 'the hours must ascend')
const undated = z.strictObject({ base: number, age, tables: z.array(table), calibration })
const levels = z
  .strictObject({ low: share, medium: share, high: share })
  .refine(({ low, medium, high }) => low <= medium && medium <= high, 'low, medium and high must ascend')
const figures = z.strictObject({
  n: count,
  base: share,
  auc: share,
  ece: share,
  recallAtPrecision: z.strictObject({ '0.95': share, '0.90': share }),
})
const policy = z.strictObject({
  broken: count,
  told: count,
  toldAndBroken: count,
  silentPer100Broken: number,
  falseAlarmsPer100Kept: number,
  leadHours: number.nullable(),
})
const kind = z.strictObject({ ...chances, settled: count, overrun: number.nullable() })
const owner = z.strictObject({ ...chances, settled: count, week: week.nullable(), kinds: z.record(z.string(), kind) })

const shape: z.ZodType<Model> = z.strictObject({
  troth: z.literal('model'),
  format: z.literal(1),
  learned: z.strictObject({
    before: z.string(),
    file: z.string(),
    zone: z.string().refine((name) => zone(name) !== undefined, 'this is no time zone'),
    versions: count,
    falseAlarmCost: number,
  }),
  figures: z.strictObject({
    atTellBy: figures.nullable(),
    atBirth: figures.nullable(),
    undated: figures.nullable(),
    policy: policy.nullable(),
  }),
  levels: z.strictObject({ early: levels, last: levels }),
  dated: dated.nullable(),
  undated: undated.nullable(),
  thinning: z.strictObject({ toTellBy: curve, toDue: curve }),
  after: z.array(z.strictObject({ promise: z.string(), need: z.string(), hours: number, versions: count })),
  history: z.strictObject({ ...chances, settled: count, week, owners: z.record(z.string(), owner) }),
})

const LEARN_AGAIN = 'Learn it again with this version: troth learn FILE --before DAY --out MODEL.'

/** A model of a file's text; what cannot be one is refused with its place. `file` only names it in problems. */
export function readModel(
  text: string,
  file: string,
): { readonly model: Model } | { readonly problems: readonly Problem[] } {
  const model = modelIn(text)
  if (model !== null) return { model }
  // Only what is wrong is read with its places: that takes a hundred times longer, and a megabyte at most.
  const read = readYaml(text, file)
  if ('problems' in read) {
    const problems = read.problems.map((problem) => ({
      ...problem,
      code: 'model-unreadable',
      mend: `A model is JSON as learn wrote it. ${LEARN_AGAIN}`,
    }))
    return { problems }
  }
  const other = otherForm(read.document)
  if (other !== null) return { problems: [other] }
  const shaped = checkShape(shape, read.document, 'what `troth learn` writes')
  return 'problems' in shaped ? shaped : { model: shaped.value }
}

function modelIn(text: string): Model | null {
  try {
    const parsed = shape.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

/** A file of another kind or version says so at once, instead of in a hundred small complaints. */
function otherForm(document: YamlDocument): Problem | null {
  const { value } = document
  const { troth, format } = (typeof value === 'object' && value !== null ? value : {}) as Record<
    'troth' | 'format',
    unknown
  >
  if (troth !== 'model') {
    const reason = 'This is no model file: it does not begin with "troth": "model".'
    return { level: 'error', code: 'no-model', place: document.placeOf(['troth']), reason, mend: LEARN_AGAIN }
  }
  if (format === 1) return null
  const reason = `The model has format ${JSON.stringify(format) ?? 'none'}; this version reads 1.`
  return { level: 'error', code: 'other-model-format', place: document.placeOf(['format']), reason, mend: LEARN_AGAIN }
}
