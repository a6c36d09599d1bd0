import type { Instant } from '../time/instant.ts'

/**
 * JSON of lists as UTF-8, written into memory that is used again: a tenth to a fifth less CPU than making texts for SHA-256
 * to read (docs/adr/0005-digests-are-chains.md).
 */
export interface CanonicalBytes {
  bytes: Uint8Array
  /** How many of them are written. */
  size: number
  /** By how many they are more than the UTF-16 units of the same text. */
  extra: number
}

export const startBytes = (room: number): CanonicalBytes => ({ bytes: new Uint8Array(room), size: 0, extra: 0 })

const QUOTE = 34
const COMMA = 44
const ZERO = 48
const OPEN = 91
const BACKSLASH = 92
const CLOSE = 93
const DELETE = 127

/** Each value is followed by a comma; the end of its list takes the last one away. */
export function openList(out: CanonicalBytes): void {
  makeRoom(out, 1)
  out.bytes[out.size++] = OPEN
}

export function closeList(out: CanonicalBytes): void {
  makeRoom(out, 2)
  if (out.bytes[out.size - 1] === COMMA) out.size -= 1
  out.bytes[out.size++] = CLOSE
  out.bytes[out.size++] = COMMA
}

export function writeText(out: CanonicalBytes, text: string | null): void {
  if (text === null) return writeAscii(out, 'null,')
  makeRoom(out, text.length + 3)
  const { bytes } = out
  let at = out.size
  bytes[at++] = QUOTE
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (code < 32 || code >= DELETE || code === QUOTE || code === BACKSLASH) return writeOdd(out, text)
    bytes[at++] = code
  }
  bytes[at++] = QUOTE
  bytes[at++] = COMMA
  out.size = at
}

/** The end of a text: its outermost list. */
export function closeText(out: CanonicalBytes): void {
  closeList(out)
  out.size -= 1
}

export function writeEach<Item>(
  out: CanonicalBytes,
  items: readonly Item[],
  write: (out: CanonicalBytes, item: Item) => void,
): void {
  openList(out)
  for (const item of items) write(out, item)
  closeList(out)
}

const LARGEST = 0x7fff_ffff

export function writeNumber(out: CanonicalBytes, number: number | null): void {
  if (number === null) return writeAscii(out, 'null,')
  if (!(number >= 0 && number <= LARGEST) || (number | 0) !== number)
    return writeAscii(out, `${Number.isFinite(number) ? number : null},`)
  makeRoom(out, 11)
  let digits = 1
  for (let power = 10; power <= number; power *= 10) digits += 1
  const { bytes } = out
  let at = out.size + digits
  out.size = at + 1
  bytes[at] = COMMA
  let rest = number
  for (let count = 0; count < digits; count++) {
    const tenth = (rest / 10) | 0
    bytes[--at] = ZERO + rest - tenth * 10
    rest = tenth
  }
}

/** Seconds: whole ones have a third fewer digits than their milliseconds. */
export const writeSeconds = (out: CanonicalBytes, at: Instant | null): void =>
  writeNumber(out, at === null ? null : at / 1000)

export const writeFlag = (out: CanonicalBytes, flag: boolean): void => writeAscii(out, flag ? 'true,' : 'false,')

/** As it stands. */
export function writeAscii(out: CanonicalBytes, text: string): void {
  makeRoom(out, text.length)
  for (let index = 0; index < text.length; index++) out.bytes[out.size++] = text.charCodeAt(index)
}

/** With characters that JSON escapes or UTF-8 writes in several bytes. */
function writeOdd(out: CanonicalBytes, text: string): void {
  const written = `${JSON.stringify(text)},`
  // UTF-8 takes at most three bytes for each of a text's 16-bit units.
  makeRoom(out, written.length * 3)
  const before = out.size
  for (const character of written) writeCharacter(out, character.codePointAt(0) ?? 0)
  out.extra += out.size - before - written.length
}

/** RFC 3629. JSON.stringify has escaped halves of surrogate pairs, so that each has one. */
function writeCharacter(out: CanonicalBytes, code: number): void {
  if (code < 0x80) {
    out.bytes[out.size++] = code
    return
  }
  const more = code < 0x800 ? 1 : code < 0x1_0000 ? 2 : 3
  out.bytes[out.size++] = ((0xf00 >> (more + 1)) & 0xff) | (code >> (6 * more))
  for (let left = more - 1; left >= 0; left--) out.bytes[out.size++] = 0x80 | ((code >> (6 * left)) & 0x3f)
}

function makeRoom(out: CanonicalBytes, more: number): void {
  if (out.size + more <= out.bytes.length) return
  const larger = new Uint8Array((out.size + more) * 2)
  larger.set(out.bytes)
  out.bytes = larger
}
