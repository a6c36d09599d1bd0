import { nearest } from '../../core/document/near.ts'
import type { Place, Problem } from '../../core/document/problem.ts'
import type { DocumentPath } from '../../core/document/yaml.ts'
import type { TextShape, TextsSource } from '../lint/texts-file.ts'
import { direct } from './direct.ts'
import { interpreted } from './interpreted.ts'
import { namesIn, parseIsolating, parseTemplate, type Template } from './liquid.ts'
import { KNOWN_NAMES, nameOf } from './names.ts'
import type { Say } from './say.ts'

export interface CompiledWords {
  readonly say: Say
  readonly place: Place
}

export interface CompiledText {
  readonly subject: CompiledWords | null
  readonly text: CompiledWords
  /** Written for this channel apart; null: `text` is for it too. */
  readonly sms: CompiledWords | null
  readonly push: CompiledWords | null
  readonly approved: { readonly name: string; readonly values: readonly CompiledWords[] } | null
  readonly calendar: 'request' | 'cancel' | null
}

export interface CompiledLanguage {
  readonly texts: ReadonlyMap<string, CompiledText>
  /** The words of each answer that moments ask for. */
  readonly answers: ReadonlyMap<string, CompiledWords>
  /** Words for codes. */
  readonly terms: ReadonlyMap<string, string>
}

/** The words of one playbook, by language. The first language is its main one. */
export interface CompiledTexts {
  readonly languages: ReadonlyMap<string, CompiledLanguage>
}

export type CompileTexts = { readonly texts: CompiledTexts } | { readonly problems: readonly Problem[] }

/** Reads every template once. All that is wrong with any of them is reported, or all of them are ready. */
export function compileTexts(sources: readonly TextsSource[]): CompileTexts {
  const problems: Problem[] = []
  const languages = new Map<string, CompiledLanguage>()
  for (const source of sources) languages.set(source.language, compileLanguage(source, problems))
  return problems.length > 0 ? { problems } : { texts: { languages } }
}

function compileLanguage(source: TextsSource, problems: Problem[]): CompiledLanguage {
  const words: CompileWords = (text, path) => compileWords(text, source.document.placeOf(path), problems)
  const texts = new Map<string, CompiledText>()
  for (const [name, shape] of Object.entries(source.shape)) texts.set(name, compileText(name, shape, words))
  const answers = new Map<string, CompiledWords>()
  for (const [answer, text] of Object.entries(source.answers)) answers.set(answer, words(text, ['answers', answer]))
  return { texts, answers, terms: new Map(Object.entries(source.terms)) }
}

type CompileWords = (text: string, path: DocumentPath) => CompiledWords

function compileText(name: string, shape: TextShape, words: CompileWords): CompiledText {
  const { subject, text, sms, push, whatsapp, calendar = null } = shape
  const some = (written: string | undefined, key: string) =>
    written === undefined ? null : words(written, [name, key])
  const values = whatsapp?.values.map((value, index) => words(value, [name, 'whatsapp', 'values', index])) ?? []
  return {
    subject: some(subject, 'subject'),
    text: words(text, [name, 'text']),
    sms: some(sms, 'sms'),
    push: some(push, 'push'),
    approved: whatsapp === undefined ? null : { name: whatsapp.approved, values },
    calendar,
  }
}

/** Of words with a problem nothing is ever said: whoever compiles them gets the problems instead. */
function compileWords(text: string, place: Place, problems: Problem[]): CompiledWords {
  let template: Template[]
  try {
    template = parseTemplate(text)
  } catch (error) {
    problems.push(unreadable(error, place))
    return { say: () => '', place }
  }
  const paths: (readonly string[])[] = []
  for (const { path } of namesIn(template)) {
    const plain = path.filter((part) => typeof part === 'string')
    if (plain.length < path.length || nameOf(plain) === undefined) problems.push(unknownName(written(path), place))
    else paths.push(plain)
  }
  return { say: direct(template) ?? interpreted(parseIsolating(text), paths), place }
}

const written = (path: readonly unknown[]): string =>
  path.map((part) => (typeof part === 'string' || typeof part === 'number' ? part : '[…]')).join('.')

const unreadable = (error: unknown, place: Place): Problem => ({
  level: 'error',
  code: 'text-template',
  place,
  reason: `The template cannot be read: ${error instanceof Error ? error.message : String(error)}.`,
  mend: 'Use {{ name | filter }}, {% if %}, {% unless %} and {% case %}; each tag has its end.',
})

function unknownName(name: string, place: Place): Problem {
  const near = nearest(name, KNOWN_NAMES)
  const mend = near === undefined ? `There are: ${KNOWN_NAMES.join(', ')}, fact.….` : `Did you mean “${near}”?`
  return { level: 'error', code: 'text-name', place, reason: `No text can name ${name}.`, mend }
}
