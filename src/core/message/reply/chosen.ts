import type { Option } from './options.ts'
import { bare } from './plain.ts'

/** Before or behind a digit these change nothing: "option 2 please", "nummer 2", "2 thanks". */
const BESIDE =
  /\b(?:option|number|no|nr|answer|reply|choice|please|pls|plz|thanks|thank you|thx|ta|cheers|antwort|nummer|bitte|danke|opcion|numero|respuesta|la|por favor|gracias|choix|reponse|le|svp|merci|yes|ja|si|oui|ok|okay|hi|hello|hallo|hola|bonjour|x|xx)\b/g

const WORDS: readonly (readonly string[])[] = [
  ['one', 'eins', 'uno', 'un'],
  ['two', 'zwei', 'dos', 'deux'],
  ['three', 'drei', 'tres', 'trois'],
  ['four', 'vier', 'cuatro', 'quatre'],
  ['five', 'funf', 'cinco', 'cinq'],
]

/**
 * The option that a reply names as a whole: "1", "(2)", "1️⃣", "٣", "eins", "2 please". A digit among other words is a
 * house number, an hour, a quantity; it is never counted.
 */
export function chosen(words: string, options: readonly Option[]): Option | null {
  // Keycap emoji are a digit and marks; an hour ("3pm", "15:00") and a percentage are none.
  if (/\d[:.,/]\d|%/.test(words) || words.length > 60) return null
  const core = bare(words).replace(BESIDE, ' ').trim()
  const named = WORDS.findIndex((all) => all.includes(core)) + 1
  const digit = /^0?[1-9]$/.test(core) ? Number(core) : named
  return options.find((option) => option.digit === digit) ?? null
}
