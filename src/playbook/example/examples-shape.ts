import { z } from 'zod'

/** The written form of a playbook's examples: given these facts, expect these decisions. */

const at = z.string().min(1).describe('local time in the example’s zone (2026-03-29 08:00), or RFC 3339')
const factName = z.string().regex(/^[a-z][a-z-]*(\.[a-z][a-z0-9-]*)+$/, 'A fact type is written like visit.booked')

const given = z.strictObject({
  at: at.describe('when it was true'),
  fact: factName,
  subject: z.string().min(1).optional().describe('usually customer:1; all facts given concern this one customer'),
  id: z.string().min(1).optional(),
  origin: z.enum(['outside', 'person', 'engine']).optional(),
  heard: at.optional().describe('when we learned it; usually at once'),
  data: z.record(z.string(), z.unknown()).optional().describe('times in it may be local too'),
})

const expected = z.strictObject({
  at,
  moment: z.string().min(1).describe('<promise>.<moment>; of another playbook with its name in front'),
  outcome: z.enum(['said', 'held', 'superseded', 'too-late', 'withheld', 'not-allowed']),
  promise: z.string().min(1).optional().describe('<promise>/<key>'),
  version: z.int().min(1).optional(),
  occurrence: z.string().optional().describe('0, the n of a repeat, or the id of the fact that caused it'),
  say: z.string().optional(),
  ask: z.array(z.string()).optional(),
  class: z.enum(['urgent', 'service', 'marketing']).optional(),
  nudge: z.string().optional(),
  rung: z.int().optional(),
  case: z.string().optional(),
  reason: z.string().optional(),
})

const state = z.enum(['open', 'kept', 'broken', 'renegotiated', 'withdrawn', 'disputed'])
const told = z.enum(['told-in-time', 'told-late', 'silent', 'unknown'])

const example = z.strictObject({
  example: z.string().min(1).describe('what it shows, in one sentence'),
  playbooks: z.array(z.string()).min(1).optional().describe('others that run with it'),
  zone: z.string().min(1).describe('IANA name: where the customer is'),
  given: z.array(given).min(1),
  until: at.describe('how far time runs'),
  expect: z.array(expected).describe('every decision, in order; fields left out are not compared'),
  promises: z.record(z.string(), state).optional().describe('<promise>/<key>, or <promise>/<key>#1 for a version'),
  told: z.record(z.string(), told).optional().describe('how a version was told'),
})

export const examplesShape = z.array(example)

export type ExampleShape = z.infer<typeof example>
export type GivenShape = z.infer<typeof given>
export type ExpectedShape = z.infer<typeof expected>
