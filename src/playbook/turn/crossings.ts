import { reaches, type Forecast } from '../../forecast/forecast.ts'
import { versionAnchor, type JeopardyCrossing, type Turn } from './turn.ts'

/** Down only when the figure has fallen by a quarter: a score that trembles around a level would write a fact at each look. */
const CLEARLY_BELOW = 0.75

/** Writes down that a level was crossed: up at once, down when it is clearly below. */
export function noteCrossing(turn: Turn, { promise, version, forecast }: Omit<JeopardyCrossing, 'at'>): void {
  const anchor = versionAnchor(promise.id, version.n)
  const before = turn.levels.get(anchor)
  const from = before?.level ?? 'none'
  if (forecast.level === from) return
  const isDown = reaches(from, forecast.level)
  if (isDown && before !== undefined && !isClearlyBelow(forecast, before)) return
  turn.levels.set(anchor, forecast)
  turn.jeopardies.push({ promise, version, forecast, at: turn.now })
}

/** Where no figure is given it is a silo's word or a fact, and counts as it is. */
const isClearlyBelow = ({ probability }: Forecast, before: Forecast): boolean =>
  probability === null || before.probability === null || probability <= before.probability * CLEARLY_BELOW
