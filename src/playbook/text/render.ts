import type { AddressKind, ApprovedText, Choice } from '../../core/message/channel.ts'
import type { Problem } from '../../core/document/problem.ts'
import type { Zone } from '../../core/time/zone.ts'
import { completed } from './completed.ts'
import type { CompiledLanguage, CompiledText, CompiledTexts, CompiledWords } from './compile.ts'
import type { TextLook } from './names.ts'
import { plainSubject, plainText } from './plain.ts'
import { smsLetters } from './sms-letters.ts'
import { faultIn, TextFault } from './text-fault.ts'
import { voiceOf } from './voice.ts'

export interface TextWanted {
  /** As the moment says it. */
  readonly template: string
  /** The customer's, BCP 47. */
  readonly language: string
  /** The customer's. */
  readonly zone: Zone
  readonly look: TextLook
  /** What the channel's addresses are: an SMS and a push have words of their own. */
  readonly form: AddressKind
  /** As the channel's capabilities say. */
  readonly receives: boolean
  readonly buttons: number
}

export interface RenderedText {
  readonly subject: string | null
  readonly text: string
  /** In which it is written: the customer's where there are words in it, else the playbook's first. */
  readonly language: string
  /** What may be answered, in the order of its digits. */
  readonly choices: readonly Choice[]
  /** Of WhatsApp: what the provider has approved that says the same, in the language of the file it is written in. */
  readonly approved: ApprovedText | null
  /** What it does to the visit in the customer's calendar. */
  readonly calendar: 'request' | 'cancel' | null
}

export type RenderText = RenderedText | { readonly problems: readonly Problem[] }

/**
 * The words of one message, whole or not at all. Never throws; the same texts, look, language, zone and channel always
 * give the same words (on one version of the runtime: how a language writes a date is Intl's to say).
 */
export function renderText(texts: CompiledTexts, wanted: TextWanted): RenderText {
  const { template, language, zone, form } = wanted
  const found = textIn(texts, template, language)
  const voice = found === undefined ? undefined : voiceOf(found.language)
  if (found === undefined || voice === undefined) return { problems: [noText(template, found?.language ?? language)] }
  const listener = { zone, voice }
  const { subject, calendar, approved } = found.text
  const words = wordsFor(found.text, form)
  let at = words
  const say = (said: CompiledWords, look: TextLook): string => {
    at = said
    return said.say(look, listener)
  }
  try {
    const { look, choices } = completed(wanted, { answers: found.answers, terms: found.terms, listener })
    const text = plainText(say(words, look))
    if (text === '' || text.length > LONGEST) return { problems: [misshapen(at, text)] }
    return {
      subject: subject === null ? null : plainSubject(say(subject, look)),
      text: words === found.text.sms ? smsLetters(text) : text,
      language: found.language,
      choices,
      approved:
        approved === null || form !== 'whatsapp'
          ? null
          : {
              name: approved.name,
              language: found.written,
              values: approved.values.map((value) => filled(plainSubject(say(value, look)))),
            },
      calendar,
    }
  } catch (error) {
    return { problems: [failed(error, at)] }
  }
}

function wordsFor({ text, sms, push }: CompiledText, form: AddressKind): CompiledWords {
  if (form === 'sms') return sms ?? text
  return form === 'push' ? (push ?? text) : text
}

/** A provider refuses a text with a gap. */
function filled(value: string): string {
  if (value !== '') return value
  throw new TextFault('text-value-missing', 'A value of the approved text is empty.', 'Give it words for that case.')
}

/** Ten SMS have 1,530 letters; nobody reads a message of ten pages. */
const LONGEST = 10_000

interface Found extends Pick<CompiledLanguage, 'answers' | 'terms'> {
  readonly text: CompiledText
  readonly language: string
  /** The language of the file. */
  readonly written: string
}

/** Of a customer who reads en-GB: words in en-GB, else in en, written as en-GB; else the first language there is. */
function textIn({ languages }: CompiledTexts, template: string, wanted: string): Found | undefined {
  const exact = languages.get(wanted)
  const text = exact?.texts.get(template)
  if (exact !== undefined && text !== undefined) {
    const { answers, terms } = exact
    return { text, answers, terms, language: wanted, written: wanted }
  }
  const primary = wanted.split('-', 1)[0] ?? wanted
  let first: Found | undefined
  for (const [written, { texts, answers, terms }] of languages) {
    const one = texts.get(template)
    if (one === undefined) continue
    const found = { text: one, answers, terms, language: written, written }
    if (written.split('-', 1)[0] === primary)
      return { ...found, language: written === primary && voiceOf(wanted) !== undefined ? wanted : written }
    first ??= found
  }
  return first
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
