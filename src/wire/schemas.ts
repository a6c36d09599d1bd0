import { z } from 'zod'

/** Every shape that has a name in the API's description, by that name. */
export const wireSchemas = z.registry<{ id: string }>()

/** RFC 3339 in UTC: `2015-01-16T13:30:00Z`. */
export const instantText = z.iso.datetime()

export const maybeInstant = instantText.nullable()

/** Opaque: hand it back as `cursor` for the next page; null when there is none. */
export const nextCursor = z.string().nullable()
