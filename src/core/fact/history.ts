import type { Duration } from '../time/instant.ts'
import type { Fact } from './fact.ts'

const HISTORY_AFTER: Duration = 24 * 3_600_000

/** Heard more than a day after it was true: it makes, keeps and breaks promises, and plans nothing before now. */
export const isHistory = ({ heard, time }: Fact): boolean => heard - time > HISTORY_AFTER
