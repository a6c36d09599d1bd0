import { bare } from './plain.ts'

/** `thanks`: polite, and neither yes nor no. */
export type Agreement = 'yes' | 'no' | 'thanks'

const set = (words: string): ReadonlySet<string> => new Set(words.split(' '))

const YES = set(
  'yes y yep yeah yea yup ya yess yas yah aye ok okay oki okey okk k kk sure fine confirm confirmed confirming agreed correct perfect great good absolutely definitely affirmative ' +
    'ja jo jep jupp jawohl klar gerne gern passt einverstanden bestatige bestatigt genau super prima perfekt okidoki geht ' +
    'si sip sii claro vale confirmo confirmado confirmada perfecto correcto genial afirmativo acuerdo bien ' +
    'oui ouais ouep confirme confirmer entendu parfait accord dac volontiers convient',
)
const NO = set('no n nope nah na negative nein ne nee noe non nan nada')
const THANKS = set('thanks thank thankyou thx ty cheers ta danke dankeschon dank gracias merci')
/** Beside yes, no or thanks these change nothing. */
const BESIDE = set(
  'that thats s you u very much many so all lovely nice works work suits suit for me us we i ill ll will be in there home at then see x xx the time day please pls sounds hi hello dear morning afternoon evening regards it its will well ' +
    'das dass ist es fur mich uns mir ich wir bin sind werde werden da zuhause hause zu vielen schon sehr bitte gut wunderbar alles hallo guten tag dann bis hiermit den termin am der ok ' +
    'esta estare estaremos estoy aqui en casa me va muy de muchas por favor hola buenos dias ahi la cita que saludos nos viene ' +
    'ca me nous va marche est c d je j serai serons la present presente sera beaucoup bien bon tres bonjour bonne journee svp le rdv rendez vous y pour moi cela',
)

/** A question or a condition in the same words: "is that ok", "ok if". */
const ASKS =
  /^(?:is|are|can|could|will|would|do|does|may|shall|should|what|who|ist|sind|kann|konnen|geht|wer|was|es|esta|puede|pueden|est|peut|pouvez)\b/

/** Whole agreements without a word of yes. */
const PHRASES: ReadonlyMap<string, Agreement> = new Map(
  (
    [
      [
        'yes',
        'i will be in|ill be in|we will be in|well be in|i ll be in|we ll be in|ill be there|i will be there|ill be home|i will be home|i will be at home|see you then|see you tomorrow|that works|works for me|that suits|suits me|that will do|no problem|no worries|all good|go ahead|thumbs up|someone will be in|someone will be home|someone will be there',
      ],
      [
        'yes',
        'ich bin da|ich bin zuhause|ich bin zu hause|wir sind da|wir sind zuhause|bin da|bin zuhause|bin zu hause|bis dann|kein problem|in ordnung|geht klar|alles klar|geht in ordnung|so machen wir es',
      ],
      [
        'yes',
        'de acuerdo|estare en casa|alli estare|ahi estare|aqui estare|estaremos en casa|sin problema|me va bien|nos va bien|me viene bien|esta bien|todo bien|que si|por supuesto',
      ],
      [
        'yes',
        'd accord|je serai la|je serai present|je serai presente|nous serons la|on sera la|pas de probleme|pas de souci|ca marche|ca me va|ca me convient|c est bon|c est parfait|bien sur|a bientot|sans probleme',
      ],
      [
        'no',
        'no thanks|no thank you|no good|not possible|i wont be in|i will not be in|i wont be there|i cant|i cannot|cant do it|cant make it|i cant make it|i cant do that|that doesnt work|doesnt work|does not suit|not convenient|not then|none of these|none of them|none|neither|nein danke|geht nicht|passt nicht|kann nicht|ich kann nicht|da kann ich nicht|leider nicht|keiner|keiner davon|keine davon|no puedo|no me va bien|no me viene bien|imposible|ninguno|ninguna|ninguno de estos|je ne peux pas|je peux pas|pas possible|impossible|aucun|aucune|aucun des deux|non merci',
      ],
    ] as const
  ).flatMap(([means, phrases]) => phrases.split('|').map((phrase): [string, Agreement] => [phrase, means])),
)

/** 👍 ✅ 👌 🆗 / 👎 ❌ 🚫, in any skin. */
const SIGNS = /^(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\uFE0F|\s|[!.])+$/u

/**
 * Yes or no as the whole message. "Yes, but …" is neither: of 279 real texts that begin with yes or ok, 70 go on with
 * but, no or later (docs/adr/0010).
 */
export function agreement(words: string): Agreement | null {
  if (words.length > 120 || words.includes('?')) return null
  if (SIGNS.test(words)) return signOf(words)
  const text = bare(words)
  const phrase =
    PHRASES.get(text) ?? PHRASES.get(text.replace(/ (?:thanks|thank you|danke|gracias|merci|please|then)$/, ''))
  if (phrase !== undefined) return phrase
  if (ASKS.test(text)) return null
  const said = text.split(' ').filter((word) => !BESIDE.has(word) || YES.has(word) || NO.has(word) || THANKS.has(word))
  if (said.length === 0) return null
  if (said.every((word) => THANKS.has(word))) return 'thanks'
  if (said.every((word) => YES.has(word) || THANKS.has(word))) return 'yes'
  return said.length <= 2 && said.every((word) => NO.has(word) || THANKS.has(word)) && text.split(' ').length <= 3
    ? 'no'
    : null
}

function signOf(words: string): Agreement | null {
  const yes = /👍|✅|👌|🆗|✔|☑/u.test(words)
  const no = /👎|❌|🚫|✖/u.test(words)
  return yes === no ? null : yes ? 'yes' : 'no'
}
