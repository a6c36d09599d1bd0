import { z } from 'zod'

const name = z.string().regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'A name has small letters, digits and hyphens')

const brand = z.strictObject({
  name: z.string().min(1).optional().describe('as customers know it'),
  phone: z.string().min(1).optional().describe('which texts may name'),
  link: z.url().optional().describe('where a customer answers or reads more; which texts may name'),
  channels: z.array(name).min(1).optional().describe('the ladder: the first is tried first'),
})

const silo = z.strictObject({
  nudge: name.describe('the channel over which this department is nudged'),
  address: z.string().min(1).optional().describe('where, when the channel needs an address'),
})

/** A channel's own settings are its own business, but for what stands here. */
const channel = z.looseObject({ type: z.enum(['outbox', 'webhook', 'email']) })

/** `troth.yaml`, all of it optional. */
export const settingsShape = z.strictObject({
  zone: z.string().min(1).optional().describe('where customers are until a fact says otherwise, Europe/London'),
  language: z.string().min(2).optional().describe('in which customers read until a fact says otherwise, en-GB'),
  brand: name.optional().describe('the brand of customers of whom no other was heard'),
  brands: z.record(name, brand).optional(),
  silos: z.record(name, silo).optional(),
  channels: z.record(name, channel).optional(),
  listen: z
    .strictObject({ host: z.string().min(1).optional(), port: z.int().min(0).max(65_535).optional() })
    .optional(),
  database: z
    .url({ protocol: /^postgres(ql)?$/ })
    .optional()
    .describe('a PostgreSQL server of your own, in place of the built-in'),
  burst: z
    .int()
    .min(1)
    .optional()
    .describe('the least messages a minute of one moment that count as a burst and pause it'),
})

export type SettingsShape = z.infer<typeof settingsShape>
