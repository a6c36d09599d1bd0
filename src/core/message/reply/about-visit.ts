import { bare } from './plain.ts'

const CALL_OFF =
  /\b(?:cancel|cancelling|canceling|cancelled|canceled|call off|call it off|scrap|absagen|abzusagen|sage|stornieren|stornier\w*|canceln|cancelar|cancel[oae]n?|anular|anul[eoa]n?|annuler|annule|annulez|decommander)\b/
const VISIT =
  /\b(?:appointments?|appt|apt|visit|booking|engineer|technician|job|slot|fitter|plumber|termin|besuch|techniker|monteur|handwerker|auftrag|cita|visita|tecnico|turno|rendez vous|rdv|visite|technicien|intervention|passage)\b/
const NO_NEED =
  /\b(?:no longer (?:need|require)d?|dont need (?:the|a|an|it|you|him|her|anyone|anybody|your)|do not need (?:the|a|an|it|you|anyone)|no need to come(?: |$)(?!in )|(?:dont|do not) come(?: (?:out|round|over|please|pls|any ?more|today|tomorrow|on))?$|(?:dont|do not) come (?:please |pls )?(?:i|we|its|it|sorted|fixed|already)\b|dont bother coming|brauche? (?:den|keinen|ihn|sie|euch) (?:termin|techniker|nicht)|keinen termin mehr|nicht mehr zu kommen|nicht zu kommen|termin nicht mehr|kommen sie (?:bitte )?nicht|ya no (?:necesito|necesitamos|hace falta)|no hace falta que veng\w+|no vengan|no venga|plus besoin|ne venez (?:pas|plus)|pas besoin de (?:venir|passer))\b/
/** It is to be at another time after all. */
const OTHER_TIME =
  /\b(?:reschedul\w*|rebook\w*|move|moved|another (?:time|day|date)|different (?:time|day|date)|instead|verschieb\w*|verleg\w*|anderer? (?:tag|termin|zeit)|anderen (?:tag|termin)|stattdessen|cambiar\w*|mover\w*|aplazar\w*|otr[oa] (?:dia|hora|fecha|momento)|report\w+|deplac\w+|decal\w+|autre (?:jour|date|moment|creneau|heure))\b/

/** Is a visit called off? Plain words only, and it is asked back in any case. */
export function callsOff(words: string): boolean {
  const text = bare(words)
  if (words.includes('?') || OTHER_TIME.test(text)) return false
  return (CALL_OFF.test(text) && VISIT.test(text) && !NEGATED.test(text)) || NO_NEED.test(text)
}

/** "Please don't cancel". */
const NEGATED = /\b(?:dont|do not|not|never|nicht|no|ne) (?:\w+ )?(?:cancel\w*|stornieren|absagen|anul\w+|annul\w+)\b/

/** Is another time wished for, without one being named? */
export const wantsOtherTime = (words: string): boolean =>
  words.length < 100 && ANOTHER.test(bare(words)) && !HOLDS.test(bare(words))

const ANOTHER =
  /\b(?:reschedul\w*|rebook\w*|(?:move|change|shift) (?:it|my|the|our) (?:visit|appointment|appt|booking|slot)|(?:another|different) (?:time|day|date|slot|appointment)|(?:termin|besuch) .*(?:verschieb\w*|verleg\w*)|verschieb\w* .*(?:termin|besuch)|anderer? (?:tag|termin|zeit)|anderen (?:tag|termin)|(?:cambiar|mover|aplazar|reprogramar)\w* (?:la |mi )?(?:cita|visita)|otr[oa] (?:dia|hora|fecha)|(?:report|deplac|decal)\w+ (?:le |mon |la |ma )?(?:rdv|rendez vous|visite)|autre (?:jour|date|creneau|heure))\b/

const HOLDS = /\b(?:dont|do not|not|never|nicht|kein\w*|no|ne|pas)\b/

/** Begins as questions do, in languages whose speakers often leave the mark out. */
const ASKS =
  /^(?:(?:hi|hello|hallo|hola|bonjour|sorry|ok|and|und|y|et) )?(?:when|what|whats|who|whos|why|how|hows|which|where|wheres|do you|does|is there|are you|will (?:you|he|she|they|it)|can (?:you|i|he|she|they)|could (?:you|i)|should i|do i|did you|have you|wann|was|wer|wie|wieso|warum|wo|welche\w*|kann ich|konnen sie|muss ich|haben sie|kommt|cuando|cuanto|que|quien|como|donde|por que|puedo|pueden|tengo que|hay que|quand|combien|qui|quoi|comment|ou est|pourquoi|est ce que|quel|quelle|faut il|dois je|puis je)\b/

export const asks = (words: string): boolean => words.includes('?') || words.includes('¿') || ASKS.test(bare(words))
