import type { Choice } from '../../core/message/channel.ts'
import { buttonOf, type Option } from '../../core/message/reply/options.ts'
import type { CompiledWords } from './compile.ts'
import type { Listener } from './filters.ts'
import type { TextLook } from './names.ts'

export interface Answering {
  /** The words of each answer in the text's language. */
  readonly answers: ReadonlyMap<string, CompiledWords>
  readonly terms: ReadonlyMap<string, string>
  readonly listener: Listener
}

/**
 * What may be answered, in the customer's words. None of it where one of the answers has no words in this language:
 * digits that skip one would be read as another.
 */
export function choicesOf(look: TextLook, options: readonly Option[], answering: Answering): readonly Choice[] {
  const choices: Choice[] = []
  for (const option of options) {
    const words = wordsOf(look, option, answering)
    if (words === undefined) return []
    choices.push({ answer: buttonOf(option), words })
  }
  return choices
}

function wordsOf(look: TextLook, { answer, slot }: Option, { answers, listener }: Answering): string | undefined {
  const words = answers.get(answer)
  return words?.say(slot === null ? look : { ...look, slot }, listener)
}

/** As digits to reply with, `1 = I will be in, 2 = another time`: digits only, since words like CANCEL, END or YES end or begin all messages at many carriers. */
export function digitsText(choices: readonly Choice[], comma: string): string {
  let text = ''
  let digit = 0
  for (const { words } of choices) text += `${digit++ === 0 ? '' : comma}${digit} = ${words}`
  return text
}

/** The times that are read back, as words: `Tuesday 24 November between 15:00 and 17:00, or …`. */
export function slotsText(choices: readonly Choice[], { voice }: Listener): string | null {
  const slots = choices.filter(({ answer }) => answer.startsWith('slot-'))
  return slots.length === 0 ? null : voice.oneOf(slots.map(({ words }) => words))
}
