import type { ApprovedText, Choice, OutMessage } from '../../core/message/channel.ts'
import type { Instant } from '../../core/time/instant.ts'

/** The API's own limits for reply buttons: how many, the letters on one, the letters of the text above. */
export const BUTTONS = 3
const TITLE = 20
const BODY = 1024

type Fields = Readonly<Record<string, unknown>>

/**
 * What is posted: free words while the customer's session is open, else what the provider has approved. null: it is not
 * open and nothing says the same. The same for every attempt within the session; `biz_opaque_callback_data` comes back
 * in receipts, and tells a repeat.
 */
export function bodyOf(message: OutMessage, to: string, now: Instant): string | null {
  const { sessionUntil, approved } = message
  const content =
    sessionUntil !== null && now < sessionUntil ? freeWords(message) : approved && template(approved, message.choices)
  if (content === null) return null
  const envelope = { messaging_product: 'whatsapp', recipient_type: 'individual', to: to.replace('+', '') }
  return JSON.stringify({ ...envelope, biz_opaque_callback_data: message.id.slice(0, 512), ...content })
}

function freeWords({ text, choices }: OutMessage): Fields {
  const fits = choices.length > 0 && choices.length <= BUTTONS
  // A title that had to be cut is no answer anybody should press: then all are written out, with their digits.
  if (!fits || text.length > BODY || choices.some(({ words }) => words.length > TITLE))
    return { type: 'text', text: { preview_url: false, body: withDigits(text, choices) } }
  const buttons = choices.map(({ answer, words }) => ({ type: 'reply', reply: { id: answer, title: words } }))
  return { type: 'interactive', interactive: { type: 'button', body: { text }, action: { buttons } } }
}

/** Where the text does not say so itself. */
function withDigits(text: string, choices: readonly Choice[]): string {
  const [first] = choices
  if (first === undefined || text.includes(`1 = ${first.words}`)) return text
  return `${text}\n\n${choices.map(({ words }, at) => `${at + 1} = ${words}`).join('\n')}`
}

/** The approved text of a message that asks has a quick-reply button for each answer, in the order of `ask`. */
function template({ name, language, values }: ApprovedText, choices: readonly Choice[]): Fields {
  const parameters = values.map((text) => ({ type: 'text', text }))
  const buttons = choices.slice(0, BUTTONS).map(({ answer }, at) => ({
    type: 'button',
    sub_type: 'quick_reply',
    index: String(at),
    parameters: [{ type: 'payload', payload: answer }],
  }))
  const body = parameters.length === 0 ? [] : [{ type: 'body', parameters }]
  const components = [...body, ...buttons]
  const written = { name, language: { code: language.replace('-', '_') } }
  return { type: 'template', template: components.length === 0 ? written : { ...written, components } }
}
