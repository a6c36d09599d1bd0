import { bare } from './plain.ts'
import { CERTAIN, LIKELY, NOT_CERTAIN_BESIDE } from './opt-out-words.ts'

/** `stop`: beyond doubt; `perhaps`: a person must look; `cancel-or-stop`: the one word that means either. */
export type OptOut = 'stop' | 'perhaps' | 'cancel-or-stop' | null

/**
 * As the whole message, in any case and with any marks around them: what US law names as opting out by itself (47 CFR
 * 64.1200(a)(10)), what AWS, Twilio and Telnyx stop at their side, and the same in our languages. CANCEL is not here.
 */
const WHOLE = new Set(
  [
    'stop|stopall|stop all|stopp|unsubscribe|unsub|end|quit|revoke|opt out|optout|remove|cease|stop messages|stop texts|stop sms|stop texting',
    'arret|arreter|arretez|desabonner|desinscription|desinscrire|desinscrire moi|desabonnement|me desabonner|me desinscrire',
    'baja|alto|darme de baja|desuscribir|desuscribirme|dar de baja|parar|cancelar suscripcion',
    'abmelden|abmeldung|abbestellen|austragen|aufhoren|aufhoeren|keine sms|keine sms mehr|sms abbestellen|sms stopp|sms stop',
  ].flatMap((words) => words.split('|')),
)

/** "Cancel" alone is both an opt-out word and a customer's answer about a visit. */
const EITHER = new Set(
  'cancel|cancelled|canceled|cancel all|cancell|stornieren|storno|stornierung|cancelar|cancela|cancelen|cancele|anular|annuler|annulez|annule|annulation|annulieren'.split(
    '|',
  ),
)

/** Around such a word they change nothing. */
const POLITE =
  /\b(?:please|pls|plz|thanks|thank you|thx|now|hi|hello|bitte|danke|jetzt|hallo|por favor|porfa|gracias|hola|ya|svp|merci|stp|bonjour|s il vous plait)\b/g

/** A sentence beside it may be so long and say anything: a greeting, a name. */
const SHORT = 3
/** Longer is a letter with more in it, so a person reads it. */
const MOST_WORDS = 20

/** Does it ask for no more messages? Read in every language, since the word for it is known beyond one's own. */
export function optOut(words: string): OptOut {
  const text = bare(words)
  const core = text.replace(POLITE, ' ').replace(/ +/g, ' ').trim()
  if (WHOLE.has(text) || WHOLE.has(core) || /^(?:stop|stopp)(?: (?:stop|stopp))+$/.test(core)) return 'stop'
  if (EITHER.has(text) || EITHER.has(core)) return 'cancel-or-stop'
  if (!isCertain(text)) return isLikely(text) ? 'perhaps' : null
  const alone = !NOT_CERTAIN_BESIDE.test(text) && text.split(' ').length <= MOST_WORDS && sentences(words).every(isPart)
  return alone ? 'stop' : 'perhaps'
}

const isCertain = (text: string): boolean => CERTAIN.some((pattern) => pattern.test(text))
const isLikely = (text: string): boolean => LIKELY.some((pattern) => pattern.test(text))

const sentences = (words: string): readonly string[] => words.split(/[.!?\n]+/).map(bare)

/** Who says more than that may mean something else: of 4,827 real texts one asks for silence in a quarrel, and goes on. */
const isPart = (sentence: string): boolean =>
  sentence.split(' ').length <= SHORT || isCertain(sentence) || isLikely(sentence)
