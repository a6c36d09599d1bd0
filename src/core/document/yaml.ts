import { isNode, isScalar, LineCounter, parseDocument, type Document } from 'yaml'
import { holdsItself, tooDeepAt } from './depth.ts'
import type { Place, Problem } from './problem.ts'

/** A playbook of our own is 4 KB; a megabyte is a mistake or an attack. */
const MAX_CHARS = 1_000_000
/** Aliases one document may resolve; ten nested ones of ten make the ten thousand million laughs. */
const MAX_ALIASES = 100

export type DocumentPath = readonly (string | number)[]

/** A YAML document as plain values, and where in the file each of them stands. */
export interface YamlDocument {
  readonly file: string
  readonly value: unknown
  /** The place of the value at `path`, or of its nearest parent that exists. */
  placeOf(path: DocumentPath): Place
  /** The place of a key itself, for one that should not be there. */
  placeOfKey(path: DocumentPath): Place
  /** How many characters stand before the text itself of a one-line scalar: 1 when it is quoted. */
  quoteOf(path: DocumentPath): number
}

export type ReadYaml = { readonly document: YamlDocument } | { readonly problems: readonly Problem[] }

const pathText = (path: DocumentPath): string =>
  path.map((part, index) => (typeof part === 'number' ? `[${part}]` : index === 0 ? part : `.${part}`)).join('')

export function readYaml(text: string, file: string): ReadYaml {
  const problem = (fault: Pick<Problem, 'code' | 'reason' | 'mend'>, place: Place = { file }): ReadYaml => ({
    problems: [{ level: 'error', ...fault, place }],
  })
  if (text.length > MAX_CHARS)
    return problem({
      code: 'yaml-too-large',
      reason: `The file has ${text.length} characters.`,
      mend: `Keep it under ${MAX_CHARS}.`,
    })
  const deep = tooDeepAt(text)
  if (deep !== undefined)
    return problem(
      { code: 'yaml-too-deep', reason: 'It nests deeper than anybody writes.', mend: 'Write it flatter.' },
      { file, line: deep, column: 1 },
    )
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true, stringKeys: true })
  const [first] = document.errors
  if (first !== undefined) {
    const { line, col } = lines.linePos(first.pos[0])
    const mend = 'Correct the YAML at this place; texts with a colon or a brace need quotes.'
    return problem({ code: 'yaml', reason: `${first.message}.`, mend }, { file, line, column: col })
  }
  try {
    const value: unknown = document.toJS({ maxAliasCount: MAX_ALIASES })
    if (holdsItself(value)) throw new RangeError('it holds itself')
    return { document: { file, value, ...placesIn(document, lines, file) } }
  } catch {
    const reason = 'Its anchors and aliases unfold into too much.'
    return problem({ code: 'yaml-aliases', reason, mend: 'Write the repeated parts out.' })
  }
}

type Places = Pick<YamlDocument, 'placeOf' | 'placeOfKey' | 'quoteOf'>

function placesIn(document: Document, lines: LineCounter, file: string): Places {
  const placeAt = (offset: number | undefined, path: DocumentPath): Place => {
    const at = offset === undefined ? undefined : lines.linePos(offset)
    return { file, ...(at === undefined ? {} : { line: at.line, column: at.col }), path: pathText(path) }
  }
  const offsetOf = (path: DocumentPath): number | undefined => {
    for (let end = path.length; end >= 0; end--) {
      const node: unknown = end === 0 ? document.contents : document.getIn(path.slice(0, end), true)
      if (isNode(node) && node.range) return node.range[0]
    }
    return undefined
  }
  const keyOffset = (path: DocumentPath): number | undefined => {
    const parent: unknown = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true)
    if (typeof parent !== 'object' || parent === null || !('items' in parent)) return offsetOf(path)
    const items = parent.items as readonly { key?: { value?: unknown; range?: readonly number[] | null } }[]
    return items.find((item) => item.key?.value === path.at(-1))?.key?.range?.[0] ?? offsetOf(path)
  }
  return {
    placeOf: (path) => placeAt(offsetOf(path), path),
    placeOfKey: (path) => placeAt(keyOffset(path), path),
    quoteOf: (path) => {
      const node: unknown = document.getIn(path, true)
      return isScalar(node) && (node.type === 'QUOTE_SINGLE' || node.type === 'QUOTE_DOUBLE') ? 1 : 0
    },
  }
}
