import type { Choice } from '../../core/message/channel.ts'
import { choicesOf, digitsText, slotsText, type Answering } from './choices.ts'
import { asWords } from './filters.ts'
import type { TextLook } from './names.ts'
import { stillStandsIn } from './stands.ts'

export interface Completed {
  readonly look: TextLook
  /** What may be answered, in the order of its digits. */
  readonly choices: readonly Choice[]
}

export interface Offering {
  readonly look: TextLook
  /** As the channel's capabilities say. */
  readonly receives: boolean
  readonly buttons: number
}

/** A look with what is known only once it is known who reads it, and where. */
export function completed({ look, receives, buttons }: Offering, answering: Answering): Completed {
  const { listener, terms } = answering
  const { options = [] } = look
  const choices = options.length === 0 ? [] : choicesOf(look, options, answering)
  const kind = look.promise?.kind
  const added = {
    // A kind of their own a company calls as it likes; a reason that no speaker has worded is not said in another language.
    what: kind === undefined ? null : (terms.get(kind) ?? asWords(kind)),
    reason: terms.get(look.forecast?.reason ?? '') ?? null,
    still_stands: stillStandsIn(look, listener),
    choices: receives && choices.length > buttons ? digitsText(choices, listener.voice.comma) : null,
    slots: slotsText(choices, listener),
  }
  return { look: withAdded(look, added), choices }
}

type Added = Pick<TextLook, 'what' | 'reason' | 'still_stands' | 'choices' | 'slots'>

/** Name by name: `{ ...look, ...added }` of so many names took 4 µs of the 8 a whole message takes, this takes 0.02. */
const withAdded = (look: TextLook, added: Added): TextLook => ({
  promise: look.promise ?? null,
  due: look.due ?? null,
  was: look.was ?? null,
  forecast: look.forecast ?? null,
  customer: look.customer ?? null,
  brand: look.brand ?? null,
  fact: look.fact ?? null,
  remedy: look.remedy ?? null,
  case: look.case ?? null,
  cause: look.cause ?? null,
  what: added.what ?? null,
  reason: added.reason ?? null,
  link: look.link ?? null,
  next_word_by: look.next_word_by ?? null,
  still_stands: added.still_stands ?? null,
  choices: added.choices ?? null,
  slots: added.slots ?? null,
})
