import type { Duration } from '../time/instant.ts'
import type { Fact } from './fact.ts'

const HISTORY_AFTER: Duration = 24 * 3_600_000

/** Imported, or heard more than a day after it was true: it makes, keeps and breaks promises, and plans nothing before now. */
export const isHistory = ({ history, heard, time }: Fact): boolean => history === true || heard - time > HISTORY_AFTER
