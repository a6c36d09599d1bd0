import type { Listener } from './filters.ts'
import type { TextLook } from './names.ts'

/** A template ready to be said. Throws what is wrong with the look. */
export type Say = (look: TextLook, listener: Listener) => string
