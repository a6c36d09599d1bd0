/** Bytes being written one after the other, in a buffer that grows. */
export interface Ink {
  bytes: Buffer
  at: number
}

export const openInk = (expected: number): Ink => ({ bytes: Buffer.allocUnsafe(expected), at: 0 })

/** Makes sure that so many bytes more can be written. */
export function room(ink: Ink, more: number): void {
  if (ink.at + more <= ink.bytes.length) return
  const grown = Buffer.allocUnsafe(Math.max(ink.bytes.length * 2, ink.at + more))
  ink.bytes.copy(grown, 0, 0, ink.at)
  ink.bytes = grown
}

/** Most significant byte first, as all that goes to PostgreSQL. */
export function int32(ink: Ink, value: number): void {
  const { bytes, at } = ink
  bytes[at] = value >>> 24
  bytes[at + 1] = value >>> 16
  bytes[at + 2] = value >>> 8
  bytes[at + 3] = value
  ink.at = at + 4
}
