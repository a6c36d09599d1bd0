import type { Problem } from '../../core/document/problem.ts'
import type { Zone } from '../../core/time/zone.ts'
import type { CompiledText, CompiledTexts, CompiledWords } from './compile.ts'
import type { TextLook } from './names.ts'
import { plainSubject, plainText } from './plain.ts'
import { withStands } from './stands.ts'
import { faultIn } from './text-fault.ts'
import { voiceOf } from './voice.ts'

export interface TextWanted {
  /** As the moment says it. */
  readonly template: string
  /** The customer's, BCP 47. */
  readonly language: string
  /** The customer's. */
  readonly zone: Zone
  readonly look: TextLook
}

export interface RenderedText {
  readonly subject: string | null
  readonly text: string
  /** In which it is written: the customer's where there are words in it, else the playbook's first. */
  readonly language: string
}

export type RenderText = RenderedText | { readonly problems: readonly Problem[] }

/**
 * The words of one message, whole or not at all. Never throws; the same texts, look, language and zone always give the
 * same words (on one version of the runtime: how a language writes a date is Intl's to say).
 */
export function renderText(texts: CompiledTexts, { template, language, zone, look }: TextWanted): RenderText {
  const found = textIn(texts, template, language)
  if (found === undefined) return { problems: [noText(template, language)] }
  const voice = voiceOf(found.language)
  if (voice === undefined) return { problems: [noText(template, found.language)] }
  const listener = { zone, voice }
  const seen = withStands(look, listener)
  let at = found.text.text
  try {
    const text = plainText(at.say(seen, listener))
    if (text === '' || text.length > LONGEST) return { problems: [misshapen(at, text)] }
    if (found.text.subject === null) return { subject: null, text, language: found.language }
    at = found.text.subject
    return { subject: plainSubject(at.say(seen, listener)), text, language: found.language }
  } catch (error) {
    return { problems: [failed(error, at)] }
  }
}

/** Ten SMS have 1,530 letters; nobody reads a message of ten pages. */
const LONGEST = 10_000

interface Found {
  readonly text: CompiledText
  readonly language: string
}

/** Of a customer who reads en-GB: words in en-GB, else in en, written as en-GB; else the first language there is. */
function textIn({ languages }: CompiledTexts, template: string, wanted: string): Found | undefined {
  const exact = languages.get(wanted)?.get(template)
  if (exact !== undefined) return { text: exact, language: wanted }
  const primary = wanted.split('-', 1)[0] ?? wanted
  for (const [language, texts] of languages) {
    const text = texts.get(template)
    if (text !== undefined && language.split('-', 1)[0] === primary)
      return { text, language: language === primary && voiceOf(wanted) !== undefined ? wanted : language }
  }
  for (const [language, texts] of languages) {
    const text = texts.get(template)
    if (text !== undefined) return { text, language }
  }
  return undefined
}

const noText = (template: string, language: string): Problem => ({
  level: 'error',
  code: 'no-text',
  place: { path: template },
  reason: `There is no text ${template} in ${language}.`,
  mend: `Write it in texts.${language}.yaml.`,
})

const misshapen = ({ place }: CompiledWords, text: string): Problem => ({
  level: 'error',
  code: text === '' ? 'text-empty' : 'text-too-long',
  place,
  reason: text === '' ? 'Nothing is left of it.' : `It has ${text.length} letters, the most is ${LONGEST}.`,
  mend: text === '' ? 'Leave at least one sentence outside of conditions.' : 'Write it shorter.',
})

function failed(error: unknown, { place }: CompiledWords): Problem {
  const fault = faultIn(error)
  if (fault !== undefined) return { level: 'error', code: fault.code, place, reason: fault.message, mend: fault.mend }
  const said = error instanceof Error ? error.message.split('\n', 1)[0] : String(error)
  const code = error instanceof Error && error.name === 'UndefinedVariableError' ? 'text-value-missing' : 'text-failed'
  return {
    level: 'error',
    code,
    place,
    reason: `It cannot be written: ${said}.`,
    mend: 'Put what may be missing into {% if … %}.',
  }
}
