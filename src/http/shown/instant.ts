import { formatInstant, type Instant } from '../../core/time/instant.ts'

export const when = (at: Instant): string => formatInstant(at)

export const whenOrNull = (at: Instant | null): string | null => (at === null ? null : formatInstant(at))
