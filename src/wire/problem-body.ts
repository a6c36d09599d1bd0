import { z } from 'zod'
import type { Problem } from '../core/document/problem.ts'
import { wireSchemas } from './schemas.ts'

/** One thing that is wrong: where, why, and what to do about it. */
export const problemItem = z
  .object({
    level: z.enum(['error', 'warning']),
    code: z.string(),
    place: z.object({
      file: z.string().optional(),
      line: z.number().int().optional(),
      column: z.number().int().optional(),
      path: z.string().optional(),
    }),
    reason: z.string(),
    mend: z.string(),
  })
  .register(wireSchemas, { id: 'ProblemItem' })

/** RFC 9457, `application/problem+json`. */
export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    instance: z.string(),
    problems: z.array(problemItem),
  })
  .register(wireSchemas, { id: 'Problem' })

export type ProblemBody = z.infer<typeof problemSchema>

export interface Refusal {
  readonly status: number
  /** At least one; the first is told in `detail`. */
  readonly problems: readonly Problem[]
}

const TITLES: Readonly<Record<number, string>> = {
  400: 'Not understood',
  401: 'Who is asking is not known',
  403: 'Not allowed',
  404: 'Not found',
  405: 'No such verb here',
  408: 'Not all of it came in time',
  409: 'It stands otherwise',
  413: 'Too much at once',
  414: 'The address is too long',
  415: 'Not a form that is read here',
  422: 'Understood, and refused',
  431: 'The head of the request is too long',
  503: 'Not now',
}

/** How a refusal is said over HTTP. `instance` is the path that was asked for. */
export function problemBody({ status, problems }: Refusal, instance: string): ProblemBody {
  const [first] = problems
  return {
    type: `urn:troth:problem:${first?.code ?? 'our-fault'}`,
    title: TITLES[status] ?? 'Our fault',
    status,
    detail: first === undefined ? '' : `${first.reason} ${first.mend}`.trim(),
    instance,
    problems: problems.map((problem) => ({ ...problem })),
  }
}
