import type { Problem } from '../core/document/problem.ts'
import { problemAt } from '../core/fact/plain-json.ts'

type Part = 'flag' | 'bucket' | 'count' | 'instant' | 'customer' | 'text'
type PartOf<Form extends Part> = Form extends 'flag' ? boolean : Form extends 'customer' | 'text' ? string : number

/** Where the next page begins, as a text that means nothing to anybody else. */
export const writeCursor = (parts: readonly (string | number | boolean)[]): string =>
  Buffer.from(JSON.stringify(parts)).toString('base64url')

const CHECKS: Readonly<Record<Part, (value: unknown) => boolean>> = {
  flag: (value) => typeof value === 'boolean',
  bucket: (value) => isWhole(value, 0, 255),
  count: (value) => isWhole(value, 0, 0x7f_ff_ff_ff),
  instant: (value) => isWhole(value, Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER),
  customer: (value) => typeof value === 'string' && /^[0-9a-f]{32}$/.test(value),
  text: (value) => typeof value === 'string' && value.length <= 2000 && !value.includes('\0'),
}

const isWhole = (value: unknown, least: number, most: number): boolean =>
  Number.isInteger(value) && (value as number) >= least && (value as number) <= most

/** Somebody may have written it themselves: every part is checked. */
export function readCursor<const Forms extends readonly Part[]>(
  text: string,
  forms: Forms,
): { readonly parts: { readonly [At in keyof Forms]: PartOf<Forms[At]> } } | { readonly problem: Problem } {
  const parts = parse(text)
  if (Array.isArray(parts) && parts.length === forms.length && forms.every((form, at) => CHECKS[form](parts[at])))
    return { parts: parts as unknown as { readonly [At in keyof Forms]: PartOf<Forms[At]> } }
  return {
    problem: problemAt('cursor', 'bad-cursor', {
      reason: 'This is no cursor of this list.',
      mend: 'Use “next” of the page before as it is, or leave it out.',
    }),
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString())
  } catch {
    return undefined
  }
}
