import { z } from 'zod'
import { parseDuration } from '../../core/time/duration.ts'

const name = z.string().regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'A name has small letters, digits and hyphens')

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'Write a clock like "21:00", in quotes')
const most = z.int().min(1)

const hours = z.union([z.literal('none'), z.strictObject({ from: clock, to: clock })])

/** When customers are left in peace: for the company, and for a brand. */
const peace = {
  quiet: hours.optional().describe('by the customer’s clock; what is held then leaves at its end'),
  'urgent-quiet': hours.optional().describe('of what is urgent'),
  caps: z
    .union([z.literal('none'), z.strictObject({ day: most.optional(), week: most.optional() })])
    .optional()
    .describe('the most messages to one customer within 24 hours and within seven days'),
}
const duration = z.string().refine((text) => parseDuration(text) !== undefined, 'Write it like 90m, 2h or 1d')

const brand = z.strictObject({
  name: z.string().min(1).optional().describe('as customers know it'),
  phone: z.string().min(1).optional().describe('which texts may name'),
  link: z.url().optional().describe('where a customer answers or reads more; which texts may name'),
  channels: z.array(name).min(1).optional().describe('the ladder: the first is tried first'),
  ...peace,
  pages: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('where its customers open the page of their visit: https://visits.acme.example'),
  colour: z
    .string()
    .regex(/^#[0-9a-fA-F]{6}$/, 'A colour is written like #0f4a5a')
    .optional()
    .describe('of buttons and links on that page; darkened until white can be read on it'),
  logo: z.string().min(1).max(40).optional().describe('the words at the head of that page; its name when absent'),
  'changes-close': duration
    .optional()
    .describe('how long before the window opens a customer may move or cancel by themselves'),
})

const silo = z.strictObject({
  nudge: name.describe('the channel over which this department is nudged'),
  address: z.string().min(1).optional().describe('where, when the channel needs an address'),
})

/** A channel's own settings are its own business, but for what stands here. */
const channel = z.looseObject({
  type: z.enum(['outbox', 'webhook', 'email', 'smpp', 'sms-http', 'whatsapp', 'push']),
})

/** `troth.yaml`, all of it optional. */
export const settingsShape = z.strictObject({
  zone: z.string().min(1).optional().describe('where customers are until a fact says otherwise, Europe/London'),
  language: z.string().min(2).optional().describe('in which customers read until a fact says otherwise, en-GB'),
  brand: name.optional().describe('the brand of customers of whom no other was heard'),
  brands: z.record(name, brand).optional(),
  ...peace,
  silos: z.record(name, silo).optional(),
  channels: z.record(name, channel).optional(),
  listen: z
    .strictObject({
      host: z.string().min(1).optional(),
      port: z.int().min(0).max(65_535).optional(),
      'public-url': z
        .url({ protocol: /^https?$/ })
        .optional()
        .describe('where providers and customers reach it from outside, https://troth.acme.example'),
      proxies: z
        .array(z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()]))
        .optional()
        .describe('whose X-Forwarded-For is believed: 127.0.0.1, 10.0.0.0/8'),
    })
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
