import { z } from 'zod'

/** The written form of a playbook. What `troth playbook schema` prints is made from this. */

const name = z.string().regex(/^[a-z][a-z0-9_]*$/, 'A name here is lower-case words joined by _')
const dashed = z.string().regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'A name here is lower-case words joined by -')
const cel = z.string().min(1).describe('an expression in CEL')
const duration = z
  .string()
  .regex(/^(\d+(d|h|m|s))+$/, 'A duration is written like 60m, 3h, 1h30m or 3d')
  .describe('60m, 3h, 1h30m or 3d; a day here is 24 hours')
const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'A clock time is written like "17:00", in quotes')
const factName = z.string().regex(/^[a-z][a-z-]*(\.[a-z][a-z0-9-]*)+$/, 'A fact type is written like visit.booked')
const computed = z.strictObject({ cel })
const textOrCel = z.union([z.string().min(1), computed])

const clause = z.strictObject({
  fact: factName,
  when: cel.optional(),
  key: cel.optional().describe('where this fact names the promise, when not under the key of the promise'),
  as: z.literal('withdrawn').optional(),
})
const clauses = z.union([clause, z.strictObject({ any: z.array(clause).min(1) }), z.array(clause).min(1)])
const expectation = z.strictObject({
  fact: factName,
  when: cel.optional(),
  key: cel.optional(),
  at: computed.optional(),
})

const dueTerm = z.union([
  computed,
  z.strictObject({ 'business-days': z.int().min(0).max(400) }),
  z.strictObject({ within: duration }),
])
const duePoint = z.enum(['due.from', 'due.to', 'tell-by'])
const before = z.union([
  z.strictObject({ before: duePoint, by: duration }),
  z.strictObject({ before: duePoint, days: z.int().min(0).max(400), clock }),
  z.strictObject({ before: duePoint, 'business-days': z.int().min(1).max(400) }),
])
const after = z.union([
  z.strictObject({ after: z.enum(['anchor', 'due.to', 'made']), by: duration }),
  z.strictObject({ after: z.enum(['anchor', 'due.to', 'made']), days: z.int().min(0).max(4000), clock }),
])
const life = z.strictObject({
  life: z.enum([
    'made',
    'kept',
    'broken',
    'renegotiated',
    'withdrawn',
    'disputed',
    'corrected',
    'cured',
    'slipped',
    'moved',
  ]),
  n: z.int().min(1).max(20).optional().describe('of slipped: from the n-th slip on'),
})
const jeopardy = z.strictObject({ jeopardy: z.enum(['low', 'medium', 'high']), until: z.enum(['due.from', 'due.to']) })
const onFact = z.strictObject({
  fact: factName,
  key: cel.optional(),
  when: cel.optional().describe('which of these facts bring it; of the others nothing is decided'),
  while: z.literal('any').optional().describe('also when the promise it speaks of is settled'),
})
const wordDue = z.strictObject({
  'word-due': z.union([name, z.array(name).min(1)]).describe('the moment, or moments, that promised the next word'),
})
const nextWord = z
  .union([z.strictObject({ 'business-days': z.int().min(1).max(400) }), duration])
  .describe('by when the customer hears more')
const onCheck = z.strictObject({ check: z.literal('failed'), on: z.literal('draft') })

const caseShape = z.strictObject({
  kind: dashed,
  owner: dashed.optional(),
  due: z.strictObject({ 'business-days': z.int().min(0).max(400) }).optional(),
})
const unanswered = z.strictObject({
  after: duration,
  try: z.literal('next-channel').optional().describe('ask once more, over the next channel of the ladder'),
  then: z.strictObject({ case: dashed, when: cel.optional() }).optional(),
})

const moment = z.strictObject({
  id: name,
  at: z.union([life, before, after, jeopardy, wordDue, onFact, onCheck]),
  when: cel.optional(),
  unless: cel.optional(),
  say: dashed.optional(),
  'next-word': nextWord.optional(),
  ask: z.array(dashed).min(1).optional(),
  nudge: dashed.optional(),
  rung: z.int().min(1).max(9).optional(),
  case: dashed.optional(),
  remedy: z.strictObject({ policy: dashed }).optional(),
  class: z.enum(['urgent', 'service', 'marketing']).optional(),
  'valid-for': duration.optional(),
  repeat: z.strictObject({ when: cel.optional(), 'at-most': z.int().min(1).max(20) }).optional(),
  unanswered: unanswered.optional(),
  holdout: z.number().min(0).max(0.5).optional(),
})

const promise = z.strictObject({
  key: cel,
  kind: textOrCel.optional(),
  owner: textOrCel,
  to: dashed.optional().describe('the silo it is promised to: makes it an OLA'),
  'made-by': clauses,
  'moved-by': clauses.optional(),
  'kept-by': clauses.optional(),
  'broken-by': clauses.optional(),
  'ended-by': clauses.optional(),
  'disputed-by': clauses.optional(),
  'reopened-by': clauses.optional(),
  'cured-by': clauses.optional(),
  'expected-by': z.array(expectation).min(1).optional(),
  'handed-over-by': clauses.optional(),
  'told-by': clauses.optional(),
  notes: z.record(name, clause).optional(),
  due: z
    .strictObject({ from: dueTerm.optional(), to: dueTerm.optional(), 'if-missing': z.literal('unknown').optional() })
    .optional(),
  'tell-by': before.optional(),
  grace: duration.optional(),
  needs: z.array(name).min(1).optional(),
  unkept: z.string().min(1).optional().describe('what its owner has not done while it is open, in words'),
  standing: z.strictObject({ per: factName, key: cel, until: computed.optional(), check: dashed }).optional(),
  moments: z.array(moment).optional(),
})

const weekday = z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'])
const calendar = z.strictObject({
  zone: z.string().min(1),
  days: z.array(weekday).min(1).optional(),
  hours: z
    .string()
    .regex(/^\d\d:\d\d-\d\d:\d\d$/, 'Hours are written like "09:00-17:00"')
    .optional(),
  holidays: z
    .string()
    .regex(/^[A-Z]{2}(-[A-Za-z0-9]+)*$/, 'Holidays are written like US-MA or DE-BY')
    .optional(),
  closed: z.array(z.string().regex(/^\d{4}-\d\d-\d\d$/, 'A day is written like 2026-12-24')).optional(),
  open: z.array(z.string().regex(/^\d{4}-\d\d-\d\d$/, 'A day is written like 2026-12-24')).optional(),
})

export const playbookShape = z.strictObject({
  playbook: dashed,
  says: z.string().optional().describe('what it is for, in one sentence'),
  languages: z.array(z.string().regex(/^[a-z]{2}(-[A-Z]{2})?$/, 'A language is written like en or pt-BR')).optional(),
  calendars: z.record(dashed, calendar).optional().describe('by silo; `default` for every other'),
  for: z.strictObject({ broken: z.literal('any'), except: z.array(z.string()).optional() }).optional(),
  case: caseShape.optional(),
  anchor: z.strictObject({ fact: factName }).optional(),
  'hold-while': cel.optional(),
  'stop-when': cel.optional(),
  moments: z.array(moment).optional(),
  promises: z.record(name, promise).optional(),
})

export type PlaybookShape = z.infer<typeof playbookShape>
export type PromiseShape = z.infer<typeof promise>
export type MomentShape = z.infer<typeof moment>
export type ClauseShape = z.infer<typeof clause>
export type ClausesShape = z.infer<typeof clauses>
export type CalendarShape = z.infer<typeof calendar>
export type NextWordShape = z.infer<typeof nextWord>
export type UnansweredShape = z.infer<typeof unanswered>
export type OnFactShape = z.infer<typeof onFact>
export type DueTermShape = z.infer<typeof dueTerm>
