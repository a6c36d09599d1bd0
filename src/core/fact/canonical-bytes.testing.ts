import { startBytes, type CanonicalBytes } from './canonical-bytes.ts'

/** What was written, as the text it stands for. */
export function textOf(write: (out: CanonicalBytes) => void): string {
  const out = startBytes(8)
  write(out)
  return Buffer.from(out.bytes.subarray(0, out.size)).toString('utf8')
}
