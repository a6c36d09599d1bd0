import { CaseTag, IfTag, Output, TypeGuards, evalQuotedToken, type Value } from 'liquidjs'
import { TEXT_FILTERS, type TextFilter } from './filters.ts'
import type { Template } from './liquid.ts'
import { lookReader, type LookReader } from './look-reader.ts'
import { bareWords } from './said.ts'
import type { Say } from './say.ts'
import { TextFault } from './text-fault.ts'

/**
 * What our texts are made of (words, `{{ name | our_filter }}`, `{% if name %}`, `{% case name %}{% when "code" %}`) as
 * plain closures: LiquidJS walks a template by generators, 60–90 µs a message with its subject; these take 4–9. Undefined for any other
 * form, which LiquidJS then renders itself. direct.test.ts holds both to the same words.
 */
export function direct(templates: readonly Template[]): Say | undefined {
  const pieces: Say[] = []
  for (const template of templates) {
    const piece = pieceOf(template)
    if (piece === undefined) return undefined
    pieces.push(piece)
  }
  return (look, listener) => {
    let text = ''
    for (const piece of pieces) text += piece(look, listener)
    return text
  }
}

function pieceOf(template: Template): Say | undefined {
  const { token } = template
  if (TypeGuards.isHTMLToken(token)) {
    const words = token.getContent()
    return () => words
  }
  if (template instanceof Output) return output(template.value)
  if (template instanceof IfTag) return condition(template)
  return template instanceof CaseTag ? choice(template) : undefined
}

function output(value: Value): Say | undefined {
  const path = pathOf(value)
  const filters = value.filters.map(({ name, args }) => (args.length === 0 ? own(name) : undefined))
  if (path === undefined || filters.includes(undefined)) return undefined
  const read = lookReader(path)
  const said = filters as readonly TextFilter[]
  return (look, listener) => {
    let at = read(look)
    if (at === undefined) throw notKnown(path)
    for (const filter of said) at = filter(at, listener)
    const words = bareWords(at)
    return listener.voice.isolate === null ? words : listener.voice.isolate(words)
  }
}

const own = (name: string): TextFilter | undefined =>
  Object.hasOwn(TEXT_FILTERS, name) ? TEXT_FILTERS[name] : undefined

const notKnown = (path: readonly string[]): TextFault =>
  new TextFault('text-value-missing', `${path.join('.')} is not known.`, 'Put what may be missing into {% if … %}.')

function condition({ branches, elseTemplates }: IfTag): Say | undefined {
  const cases: { readonly read: LookReader; readonly say: Say }[] = []
  for (const { value, templates } of branches) {
    const path = value.filters.length === 0 ? pathOf(value) : undefined
    const say = direct(templates)
    if (path === undefined || say === undefined) return undefined
    cases.push({ read: lookReader(path), say })
  }
  const otherwise = direct(elseTemplates ?? [])
  if (otherwise === undefined) return undefined
  return (look, listener) => {
    for (const { read, say } of cases) {
      const value = read(look)
      if (value !== undefined && value !== null && value !== false) return say(look, listener)
    }
    return otherwise(look, listener)
  }
}

function choice({ value, branches, elseTemplates }: CaseTag): Say | undefined {
  const path = value.filters.length === 0 ? pathOf(value) : undefined
  const otherwise = direct(elseTemplates)
  const says = new Map<string, Say>()
  for (const { values, templates } of branches) {
    const say = direct(templates)
    for (const when of values) {
      // Of a code that is named twice LiquidJS says both; nobody means that, so it is left to it.
      if (say === undefined || !TypeGuards.isQuotedToken(when) || says.has(evalQuotedToken(when))) return undefined
      says.set(evalQuotedToken(when), say)
    }
  }
  if (path === undefined || otherwise === undefined) return undefined
  const read = lookReader(path)
  return (look, listener) => {
    const code = read(look)
    return (typeof code === 'string' ? (says.get(code) ?? otherwise) : otherwise)(look, listener)
  }
}

/** `due.from`; undefined for a literal, an operator or a computed name. */
function pathOf({ initial: { postfix } }: Value): readonly string[] | undefined {
  const [token] = postfix
  if (postfix.length !== 1 || !TypeGuards.isPropertyAccessToken(token) || token.variable !== undefined) return undefined
  const path = token.props.map((prop) => (TypeGuards.isWordToken(prop) ? prop.content : undefined))
  return path.every((part) => typeof part === 'string') ? path : undefined
}
