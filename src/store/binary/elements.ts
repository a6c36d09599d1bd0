import { int32, room, type Ink } from './ink.ts'

/** How one value of an array is written: its length in bytes, then itself. */
export interface Element {
  /** The type's number in pg_type. */
  readonly oid: number
  /** The ink has room for 20 bytes; whoever needs more asks for it. */
  readonly write: (ink: Ink, value: unknown) => void
}

/** By the names our statements use. */
export const ELEMENTS: Readonly<Record<string, Element>> = {
  smallint: { oid: 21, write: (ink, value) => writeSmall(ink, value as number) },
  integer: { oid: 23, write: (ink, value) => writeInteger(ink, value as number) },
  bigint: { oid: 20, write: (ink, value) => writeBig(ink, value as number) },
  real: { oid: 700, write: (ink, value) => writeReal(ink, value as number) },
  boolean: { oid: 16, write: (ink, value) => writeByte(ink, value === true ? 1 : 0) },
  uuid: { oid: 2950, write: (ink, value) => writeHex(ink, value as string, 0) },
  bytea: { oid: 17, write: (ink, value) => writeHex(ink, value as string, 2) },
  text: { oid: 25, write: (ink, value) => writeText(ink, value as string) },
  json: { oid: 114, write: (ink, value) => writeJson(ink, value) },
}

function writeSmall(ink: Ink, value: number): void {
  if ((value << 16) >> 16 !== value) throw new RangeError(`${value} is no smallint`)
  int32(ink, 2)
  ink.bytes[ink.at] = value >> 8
  ink.bytes[ink.at + 1] = value
  ink.at += 2
}

function writeInteger(ink: Ink, value: number): void {
  if ((value | 0) !== value) throw new RangeError(`${value} is no integer`)
  int32(ink, 4)
  int32(ink, value)
}

const HIGH = 2 ** 32

/** In two halves: BigInt would cost more than all the rest of a row. */
function writeBig(ink: Ink, value: number): void {
  if (!Number.isSafeInteger(value)) throw new RangeError(`${value} is no whole number`)
  const high = Math.floor(value / HIGH)
  int32(ink, 8)
  int32(ink, high)
  int32(ink, value - high * HIGH)
}

function writeReal(ink: Ink, value: number): void {
  int32(ink, 4)
  ink.at = ink.bytes.writeFloatBE(value, ink.at)
}

function writeByte(ink: Ink, value: number): void {
  int32(ink, 1)
  ink.bytes[ink.at] = value
  ink.at += 1
}

/** Hexadecimal digits after `from` characters of something else: a subject, or `\x…`. */
function writeHex(ink: Ink, value: string, from: number): void {
  const length = (value.length - from) / 2
  room(ink, 4 + length)
  int32(ink, length)
  const written = ink.bytes.write(from === 0 ? value : value.slice(from), ink.at, length, 'hex')
  if (written !== length) throw new RangeError('that is not hexadecimal')
  ink.at += length
}

/** Longer ones are written faster by Node itself: a call of it costs as much as 30 characters. */
const SHORT = 32
const BROKEN = /\p{Surrogate}/u

function writeText(ink: Ink, value: string): void {
  room(ink, 4 + value.length * 3)
  const start = ink.at + 4
  const end = value.length <= SHORT ? writeAscii(ink.bytes, value, start) : -1
  const length = end >= 0 ? end - start : writeUtf8(ink.bytes, value, start)
  int32(ink, length)
  ink.at = start + length
}

/** Where it ends; -1: it is not ASCII. */
function writeAscii(bytes: Buffer, value: string, start: number): number {
  for (let index = 0; index < value.length; index += 1) {
    const code = value.charCodeAt(index)
    if (code > 127) return -1
    bytes[start + index] = code
  }
  return start + value.length
}

/** Half a character would be stored as another one, and be another text when it is read again. */
function writeUtf8(bytes: Buffer, value: string, start: number): number {
  const length = bytes.write(value, start)
  if (length !== value.length && BROKEN.test(value)) throw new RangeError('half a character of Unicode')
  return length
}

/** `JSON.stringify` writes half a character as `\udXXX`, which no statement could read out of the JSON again. */
const BROKEN_JSON = /(?<!\\)(?:\\\\)*\\ud[89a-f]/

function writeJson(ink: Ink, value: unknown): void {
  const text = JSON.stringify(value)
  if (text.includes('\\ud') && BROKEN_JSON.test(text)) throw new RangeError('half a character of Unicode')
  writeText(ink, text)
}
