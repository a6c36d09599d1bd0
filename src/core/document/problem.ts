/** Where something is wrong: a file with line and column (from 1), and the path inside the document or row. */
export interface Place {
  readonly file?: string
  readonly line?: number
  readonly column?: number
  /** e.g. `promises.visit_window.due.to` or a column's name */
  readonly path?: string
}

/** Bad input is answered with the place, the reason and the mend; it is a value, never thrown. */
export interface Problem {
  readonly level: 'error' | 'warning'
  /** Stable, kebab-case; what a test or a script may rely on. */
  readonly code: string
  readonly place: Place
  readonly reason: string
  /** What to do about it, as a sentence for the person who reads it. */
  readonly mend: string
}

/** `mapping.yaml:12:7 error data.due: not a date … Write it as …` */
export function problemLine({ level, place, reason, mend }: Problem): string {
  const file = place.file ?? ''
  const at = [file, place.line, place.column].filter((part) => part !== undefined && part !== '').join(':')
  const path = place.path === undefined ? '' : `${place.path}: `
  return `${at === '' ? '' : `${at} `}${level} ${path}${reason} ${mend}`.trimEnd()
}
