import { Liquid, type LiquidOptions, type Template } from 'liquidjs'
import { TEXT_FILTERS, type Listener } from './filters.ts'

export type { Template }

/** Without a loop, or a way to name another file, a text ends after as many steps as it has places. */
const TAGS = new Set(['if', 'unless', 'case', 'comment', 'raw', '#'])
/** LiquidJS brings 90 more: some ask the clock (date), some draw lots (sample), none is needed to write to a customer. */
const FILTERS = new Set(['default', 'upcase', 'downcase', 'capitalize'])

/** The longest shipped text has 600 letters. */
const PARSE_LIMIT = 10_000
/** Of places in one rendering, by count: a limit by the clock would make the same text fail on a slow day. */
const STEPS = 1_000
const MEMORY = 100_000

const liquid = makeLiquid({})
/** Keeps together what is filled into words that are written from right to left. */
const isolating = makeLiquid({
  outputEscape(this: { readonly context: Scoped }, value: unknown) {
    const isolate = listenerOf(this.context).voice.isolate
    return isolate === null || typeof value !== 'string' ? value : isolate(value)
  },
} as LiquidOptions)

interface Scoped {
  readonly globals: object
}

const listenerOf = ({ globals }: Scoped): Listener => (globals as { readonly listener: Listener }).listener

function makeLiquid(options: LiquidOptions): Liquid {
  const made = new Liquid({
    ...options,
    // Names a text prints must be there; in a condition they may be missing.
    strictVariables: true,
    lenientIf: true,
    strictFilters: true,
    ownPropertyOnly: true,
    jsTruthy: false,
    templates: {},
    parseLimit: PARSE_LIMIT,
    memoryLimit: MEMORY,
  })
  for (const tag of Object.keys(made.tags)) if (!TAGS.has(tag)) delete made.tags[tag]
  for (const filter of Object.keys(made.filters)) if (!FILTERS.has(filter)) delete made.filters[filter]
  for (const [name, say] of Object.entries(TEXT_FILTERS)) {
    made.registerFilter(name, function (value: unknown) {
      return say(value, listenerOf(this.context))
    })
  }
  return made
}

/** To be looked into. Throws LiquidJS's ParseError. */
export const parseTemplate = (text: string): Template[] => liquid.parse(text)

/** For LiquidJS to render itself. */
export const parseIsolating = (text: string): Template[] => isolating.parse(text)

export interface NamedIn {
  readonly path: readonly (string | number | object)[]
  readonly row: number
}

/** Every name a template mentions, once for each path. */
export const namesIn = (template: Template[]): readonly NamedIn[] =>
  Object.values(liquid.analyzeSync(template, { partials: false }).globals).flatMap((uses) =>
    uses.map(({ segments, location }) => ({ path: segments, row: location.row })),
  )

/** Throws whatever a filter or a missing name makes it throw. */
export const renderTemplate = (template: Template[], scope: object, listener: Listener): string =>
  String(isolating.renderSync(template, scope, { globals: { listener }, templateLimit: STEPS }))
