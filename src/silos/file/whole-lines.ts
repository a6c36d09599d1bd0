import { isAscii } from 'node:buffer'

import type { Problem } from '../../core/document/problem.ts'
import { decodeLines, markLength, utf16Problem } from './encoding.ts'
import type { ByteSource } from './open.ts'

const NEWLINE = 10
/** Enough of a line that is too long to find it again. */
const KEPT_OF_LONG = 3000

export type Spoiled = 'not-utf8' | 'too-long'

/** Text that ends with a line's end, save perhaps the file's last. */
export interface TextPiece {
  readonly text: string
  /** Lines of this piece, from 0, that must not be used as they stand. */
  readonly spoiled: ReadonlyMap<number, Spoiled>
}

/** The stream ended before the file did: a thrown error, or a problem found at once. */
export interface Broken {
  readonly broken: unknown
  readonly problem?: Problem
}

const CLEAN: ReadonlyMap<number, Spoiled> = new Map()

/**
 * Cuts bytes into text at line ends. Of a line longer than `maxLineCharacters` that does not come in one piece only
 * the first 3,000 bytes are handed on, marked `too-long`; no more than three times that many bytes are ever held.
 */
export async function* wholeLines(source: ByteSource, maxLineCharacters: number): AsyncGenerator<TextPiece | Broken> {
  // UTF-8 takes at most three bytes for each of a text's 16-bit units, so that no line within the limit is cut.
  const cut = cutter(maxLineCharacters * 3)
  let begun = false
  try {
    for await (const piece of source.pieces) {
      let lines = cut.take(piece)
      if (lines === undefined) continue
      if (!begun) {
        const problem = utf16Problem(source.path, lines.bytes)
        if (problem !== undefined) return yield { broken: problem, problem }
        lines = withoutMark(lines)
      }
      begun = true
      yield* texts(lines)
    }
    const last = cut.last()
    const problem = begun ? undefined : utf16Problem(source.path, last.bytes)
    if (problem !== undefined) return yield { broken: problem, problem }
    if (last.bytes.length > 0) yield* texts(begun ? last : withoutMark(last))
  } catch (error) {
    yield { broken: error }
  }
}

interface CutLines {
  readonly bytes: Buffer
  /** The first line is only the beginning of one that is too long. */
  readonly firstTooLong: boolean
}

const withoutMark = ({ bytes, firstTooLong }: CutLines): CutLines => ({
  bytes: bytes.subarray(markLength(bytes)),
  firstTooLong,
})

// A character beyond Latin-1 makes two-byte text of its whole piece: 41 such lines did so to a third of the Boston file.
const SMALL = 16 * 1024

/** A piece that is not ASCII is halved until few lines share its odd characters. */
function* texts(lines: CutLines): Generator<TextPiece> {
  const { bytes, firstTooLong } = lines
  const half = bytes.length <= SMALL || isAscii(bytes) ? 0 : bytes.indexOf(NEWLINE, bytes.length >> 1) + 1
  if (half === 0 || half === bytes.length) return yield decoded(lines)
  yield* texts({ bytes: bytes.subarray(0, half), firstTooLong })
  yield* texts({ bytes: bytes.subarray(half), firstTooLong: false })
}

function decoded({ bytes, firstTooLong }: CutLines): TextPiece {
  const { text, notUtf8 } = decodeLines(bytes)
  if (notUtf8.length === 0 && !firstTooLong) return { text, spoiled: CLEAN }
  const spoiled = new Map<number, Spoiled>(notUtf8.map((line) => [line, 'not-utf8']))
  // Cutting may have split a character: too long is the better reason.
  if (firstTooLong) spoiled.set(0, 'too-long')
  return { text, spoiled }
}

function cutter(maxLineBytes: number) {
  let held: Buffer[] = []
  let heldBytes = 0
  let dropping = false

  function hold(bytes: Buffer): void {
    if (dropping || bytes.length === 0) return
    held.push(bytes)
    heldBytes += bytes.length
    if (heldBytes <= maxLineBytes) return
    // A copy, so that the long line's memory can go.
    held = [Buffer.from(Buffer.concat(held).subarray(0, KEPT_OF_LONG))]
    dropping = true
  }

  function release(end: Buffer): CutLines {
    const newline = dropping ? Math.max(0, end.indexOf(NEWLINE)) : 0
    const lines = {
      bytes: held.length === 0 ? end : Buffer.concat([...held, end.subarray(newline)]),
      firstTooLong: dropping,
    }
    held = []
    heldBytes = 0
    dropping = false
    return lines
  }

  return {
    /** The whole lines that `piece` completes, if any. */
    take(piece: Buffer): CutLines | undefined {
      const end = piece.lastIndexOf(NEWLINE) + 1
      const lines = end === 0 ? undefined : release(piece.subarray(0, end))
      hold(piece.subarray(end))
      return lines
    },
    last: (): CutLines => release(Buffer.alloc(0)),
  }
}
