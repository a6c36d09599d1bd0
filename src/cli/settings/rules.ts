import type { Problem } from '../../core/document/problem.ts'
import type { DocumentPath, YamlDocument } from '../../core/document/yaml.ts'
import { USUAL_RULES, type SendRules } from '../../core/message/may-send.ts'
import type { QuietHours } from '../../core/message/quiet-hours.ts'
import { parseClock } from '../../core/time/local-day.ts'
import { DAY_MS } from '../../core/time/civil.ts'
import type { SettingsShape } from './shape.ts'

/** When a company leaves its customers in peace, and each of its brands. */
export interface RuleSettings {
  readonly usual: SendRules
  readonly brands: ReadonlyMap<string, SendRules>
}

export const rulesOf =
  ({ usual, brands }: RuleSettings) =>
  (brand: string): SendRules =>
    brands.get(brand) ?? usual

export interface ReadingRules {
  readonly document: YamlDocument
  readonly problems: Problem[]
}

/** A brand's own words go before the company's, and those before what is usual. */
export function ruleSettings(shape: SettingsShape, reading: ReadingRules): RuleSettings {
  const usual = rulesIn(shape, { base: USUAL_RULES, path: [], reading })
  const brands = Object.entries(shape.brands ?? {}).map(
    ([name, own]) => [name, rulesIn(own, { base: usual, path: ['brands', name], reading })] as const,
  )
  return { usual, brands: new Map(brands) }
}

type Written = Pick<SettingsShape, 'quiet' | 'urgent-quiet' | 'caps'>

interface Placed {
  readonly base: SendRules
  readonly path: DocumentPath
  readonly reading: ReadingRules
}

function rulesIn({ caps, quiet, 'urgent-quiet': urgent }: Written, { base, path, reading }: Placed): SendRules {
  const hours = (written: Written['quiet'], name: string, otherwise: QuietHours | null): QuietHours | null =>
    written === undefined ? otherwise : hoursIn(written, [...path, name], reading)
  return {
    quiet: hours(quiet, 'quiet', base.quiet),
    urgentQuiet: hours(urgent, 'urgent-quiet', base.urgentQuiet),
    caps: caps === undefined ? base.caps : caps === 'none' ? null : { ...(base.caps ?? NO_CAPS), ...given(caps) },
  }
}

/** Of a brand that sets one of them where the company has none. */
const NO_CAPS = { day: Infinity, week: Infinity }

const given = ({ day, week }: { readonly day?: number | undefined; readonly week?: number | undefined }): object => ({
  ...(day === undefined ? {} : { day }),
  ...(week === undefined ? {} : { week }),
})

function hoursIn(
  written: NonNullable<Written['quiet']>,
  path: DocumentPath,
  { document, problems }: ReadingRules,
): QuietHours | null {
  if (written === 'none') return null
  const from = (parseClock(written.from) ?? 0) % DAY_MS
  const to = (parseClock(written.to) ?? 0) % DAY_MS
  if (from !== to) return { from, to }
  const reason = `Quiet hours from ${written.from} to ${written.to} are no hours, or all of them.`
  const mend = 'Write `none` for no quiet hours, or two different clocks.'
  problems.push({ level: 'error', code: 'quiet-hours', place: document.placeOf(path), reason, mend })
  return null
}
