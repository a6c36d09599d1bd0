/** Over `bare` words: small letters, no accents, no marks. Nothing may lie between the parts but what is named here. */
const pattern = (...parts: readonly string[]): RegExp => new RegExp(parts.map((part) => `(?:${part})`).join(' ?'))

const EN_WORD =
  'texts?|texting|messages?|messaging|messag|msgs?|msging|msg|sms|reminders?|notifications?|alerts|spam|spamming'
const EN_BETWEEN =
  '(?:(?:all|the|these|those|any|your|ur|sending|sendin|send|getting|receiving|me|us|to|with|this|please|pls|more|from|you) )*'
const DE_WORD = 'sms|nachrichten|nachricht|mitteilungen|erinnerungen|benachrichtigungen|texte|werbung|mails|meldungen'
const DE_WRITE =
  'schreiben|anschreiben|kontaktieren|simsen|texten|schicken|senden|zusenden|benachrichtigen|anzuschreiben|zu schreiben|belastigen|melden|anmailen'
const ES_WORD = 'mensajes?|sms|msjs?|msgs?|textos|avisos|recordatorios|notificaciones|comunicaciones|publicidad'
const ES_WRITE = 'escrib\\w+|contact\\w+|envi\\w+|mand\\w+|mensaje\\w*|text\\w+|molest\\w+'
const FR_WORD = 'messages?|sms|textos?|msgs?|rappels?|notifications?|mails?|pubs?|publicites?|alertes'
const FR_WRITE = 'ecri\\w+|contact\\w+|recontact\\w+|envoy\\w+|texto\\w*|deranger?|sollicit\\w+|embet\\w+'

/** What nobody says who still wants messages. */
export const CERTAIN: readonly RegExp[] = [
  pattern(String.raw`\b(?:stop|quit|cease)`, EN_BETWEEN, `(?:${EN_WORD})\\b`),
  pattern(String.raw`\b(?:stop|quit|cease) (?:contacting|bothering|spamming) (?:me|us|this number)\b`),
  pattern(
    String.raw`\b(?:dont|do not|never|not|nt)`,
    '(?:(?:ever|want|wish|send|get|receive|like|need|to|to get|to receive|me|us|any|anymore|more|further|of|your|ur|these|those|the|this|i|please|pls|be|being|your|from|you) )*',
    `(?:${EN_WORD}|contact|text|message)`,
    String.raw`(?:me |us |this number |this phone |from you |from u )*(?:again|any ?more|anymore|any longer|ever again|ever)\b`,
  ),
  pattern(
    String.raw`\b(?:dont|do not|never|not)`,
    '(?:(?:want|wish|send|get|receive|need|to|me|us|i) )*',
    '(?:any ?more|further|more)',
    '(?:of |your |ur |these )*',
    `(?:${EN_WORD})\\b`,
  ),
  /\b(?:do not|dont|never) (?:text|message|msg|contact|write to) (?:me|us|this number) (?:again|any ?more|ever)\b/,
  /\bno (?:more|further|additional) (?:of )?(?:your |these )?(?:texts?|messages?|msgs?|sms|reminders?|contact|communications?|notifications?)\b/,
  /\b(?:remove|take|delete|get|strike) (?:me|us|my (?:number|name|details|phone|phone number|mobile)|this (?:number|phone)) (?:off|from|out of your|of your|out of the|of the)\b/,
  /\b(?:remove|delete|erase) (?:my|this) (?:number|phone number|mobile number|mobile|phone)\b/,
  /\b(?:unsubscribe|unsuscribe|unsubcribe|unsubscibe)\b/,
  /\bopt(?:ing)? (?:me )?out\b/,
  /\b(?:withdraw|revoke|withdrawing|revoking) (?:my |our )?(?:consent|permission)\b/,
  /\bdo not consent\b/,

  pattern(
    String.raw`\b(?:bitte )?keine`,
    '(?:weiteren |weitere )?',
    `(?:${DE_WORD})`,
    String.raw`(?:mehr|erwunscht|schicken|senden)\b`,
  ),
  pattern(String.raw`\bkeine (?:weiteren|weitere) (?:${DE_WORD})\b`),
  pattern(String.raw`\bkeine (?:${DE_WORD}) (?:von (?:euch|ihnen) )?(?:mehr )?(?:bekommen|erhalten|haben)\b`),
  pattern(String.raw`\b(?:nicht|nichts|nix|nie) (?:mehr|wieder)`, '(?:an |zu )?', `(?:${DE_WRITE})\\b`),
  pattern(
    String.raw`\b(?:schreiben|schreibt|schreib|schicken|schickt|schick|senden|sendet|kontaktieren|kontaktiert)`,
    '(?:sie |ihr )?(?:bitte )?(?:mir |mich |uns )?(?:bitte )?',
    String.raw`(?:nicht|nichts|nix|nie) (?:mehr|wieder)\b`,
  ),
  pattern(
    String.raw`\b(?:hor|hort|horen|hoeren|hoert) (?:sie )?(?:bitte )?(?:endlich )?auf (?:mir |mich |mit (?:den |diesen |euren |ihren )?)`,
    `(?:${DE_WORD}|zu |${DE_WRITE})`,
  ),
  pattern(
    String.raw`\b(?:nehmen|nehmt|nimm|streichen|streicht|streich|loschen|loescht|loeschen|loscht|losch|entfernen|entfernt) (?:sie )?(?:mich|meine (?:handy)?nummer|diese nummer|meine daten|uns)\b`,
  ),
  pattern(
    String.raw`\b(?:aus|von) (?:der|dem|ihrer|ihrem|eurer|eurem|diesem|dieser) (?:liste|verteiler|mailingliste|kartei|datenbank) (?:nehmen|streichen|loschen|entfernen|austragen)\b`,
  ),
  pattern(String.raw`\b(?:meine |diese |die )?(?:handy)?nummer (?:bitte )?(?:loschen|loeschen|entfernen|streichen)\b`),
  /\b(?:melden|meldet|melde|tragen|tragt) (?:sie )?(?:mich|uns) (?:bitte )?(?:ab|aus)\b/,
  /\b(?:mich|uns)(?: bitte)?(?: von diesen \w+)? abmelden\b/,
  /\b(?:sms|nachrichten|benachrichtigungen|erinnerungen) (?:bitte )?(?:abbestellen|abstellen|abschalten|einstellen)\b/,
  /\b(?:widerrufe|widerruf|entziehe) (?:ich )?(?:hiermit )?(?:meine|meiner|die) (?:einwilligung|zustimmung|erlaubnis)\b/,
  /\bwiderspreche (?:ich )?(?:hiermit )?(?:der|einer|dem)\b/,
  /\b(?:stop|stopp) (?:keine|bitte keine|mit) (?:sms|nachrichten)\b/,

  pattern(String.raw`\bno (?:quiero|deseo|queremos) (?:recibir )?(?:mas )?(?:${ES_WORD})\b`),
  pattern(String.raw`\bno (?:quiero|deseo) que me (?:${ES_WRITE})\b`),
  pattern(String.raw`\bno mas (?:${ES_WORD})\b`),
  pattern(String.raw`\bno (?:me |nos )(?:vuelv\w+ a )?(?:${ES_WRITE}) (?:mas|nunca mas|ya|otra vez)`, '|'),
  pattern(String.raw`\bno (?:me |nos )?(?:${ES_WRITE}) (?:mas|nunca mas|nada mas)\b`),
  pattern(String.raw`\bno (?:me |nos )(?:envi\w+|mand\w+) (?:mas )?(?:${ES_WORD})\b`),
  pattern(String.raw`\bno vuelv\w+ a (?:${ES_WRITE})`),
  pattern(String.raw`\b(?:dejen|dejad|deja|deje|paren|parad|para|pare) (?:ya )?de (?:${ES_WRITE})`),
  pattern(String.raw`\b(?:basta de|cancel\w+ l[oa]s|suficientes|paren l[oa]s) (?:${ES_WORD})\b`),
  /\b(?:darme|darnos|denme|dame|deme|denos|dadme|doy) (?:de )?baja\b/,
  /\b(?:borr\w+|elimin\w+|quit\w+|saqu\w+|saca\w*|suprim\w+) (?:de )?(?:mi |este |el )(?:numero|telefono|movil|celular)\b/,
  /\b(?:borr\w+me|elimin\w+me|quit\w+me|saqu\w+me|sacame) de (?:la|su|esta|sus|tus|vuestra|tu)\b/,
  /\b(?:retiro|revoco|anulo) (?:mi|el) (?:consentimiento|autorizacion|permiso)\b/,

  pattern(
    String.raw`\b(?:arrete[zr]?|cessez|cesse|stoppez|stop a) (?:de |d)?(?:m |m|me |nous )?(?:envoyer |les |vos |la |ces |tous les |des |tout )*(?:${FR_WORD}|contact)\b`,
  ),
  pattern(String.raw`\b(?:arrete[zr]?|cessez|cesse) (?:de |d)?(?:m|me|nous) ?(?:${FR_WRITE})`),
  pattern(
    String.raw`\b(?:ne |n)?(?:veux|voulons|souhaite|souhaitons|desire) (?:plus|pas) (?:recevoir |avoir )?(?:de |d|vos |des |ces )*(?:vos |ces )?(?:${FR_WORD})\b`,
  ),
  pattern(String.raw`\b(?:veux|souhaite|desire) plus etre (?:contacte\w*|derange\w*|sollicite\w*)`),
  pattern(String.raw`\b(?:ne )?(?:plus|plus jamais|jamais plus) (?:de |me |m|nous |d)*(?:${FR_WORD})\b`),
  pattern(String.raw`\bne (?:me |m|nous )?(?:${FR_WRITE}) plus\b`),
  pattern(String.raw`\b(?:ne plus|plus jamais) (?:me |m|nous )?(?:${FR_WRITE})`),
  /\b(?:retire[zr]?|enleve[zr]?|supprime[zr]?|efface[zr]?|raye[zr]?) (?:moi|nous|mon numero|mon tel\w*|mon portable|ce numero)\b/,
  /\b(?:me |m)?(?:desabonne\w*|desinscri\w+)\b/,
  /\b(?:retire|revoque|annule) mon (?:consentement|accord|autorisation)\b/,
  /\bne consens pas\b/,
  /\b(?:stop|arretez la|pas de) pub\b/,
  /\bstop (?:sms|spam|messages?|textos?)\b/,
]

/** Said of messages mostly, and of other things too. */
export const LIKELY: readonly RegExp[] = [
  /\b(?:wrong|incorrect) (?:number|no|person|phone|num)\b/,
  /\b(?:leave me alone|leave us alone|lose my number|block me|block my number|fed up (?:of|with) (?:ur|your|these|the)|enough with|sick of (?:ur|your|these))\b/,
  /\b(?:spam|spamming|spammer|spammers)\b/,
  /\bnever (?:signed up|agreed|subscribed|asked for (?:this|these))\b/,
  /\b(?:dont|do not|stop) (?:text|message|msg|contact)(?:ing)?\b/,
  /(?<!\b(?:wont|not|bus|cant|doesnt|didnt|to|t|can|the|a|next) )\b(?:stop|stopp)(?: it| that| this| pls| please| bitte| por favor| svp| now| damit)?$/,
  /^(?:stop|stopp) (?:please|bitte|por favor|svp|it|that|this)\b/,
  /\bhow (?:do|can|to) (?:i |we |you )?(?:stop|end|cancel|get rid of) (?:these|this|the|your|ur)\b/,
  /\b(?:this|the) (?:number|phone) (?:belongs|now belongs|is not|isnt|no longer)\b/,
  /\b(?:not|isnt|no longer) (?:his|her|their|my) (?:number|phone)\b/,
  /\bnot interested\b/,
  /\bcontact me\b.*\b(?:not|dont|never)\b/,
  /\b(?:delete|remove) (?:my|me|this|our)\b/,

  /\bfalsche (?:nummer|person)\b/,
  /\b(?:hier|sie sind) falsch\b/,
  /\bin ruhe\b/,
  /\b(?:schluss|schluß) (?:damit|jetzt|mit)\b/,
  /\b(?:abmelden|abbestellen|austragen|abbestelle|abzumelden|unterlassen|verschonen|aufhoren|aufhoeren)\b/,
  /\bnie (?:zugestimmt|angemeldet|bestellt)\b/,
  /\b(?:keine|keinen) (?:werbung|kontakt|sms|nachrichten|nachricht|anrufe)\b/,
  /\b(?:verzichte auf|verzichten auf)\b/,
  /\b(?:hor|hort|horen|hoeren) (?:sie )?(?:bitte )?(?:endlich |sofort )?auf\b/,
  /\bnicht mehr (?:schreiben|anschreiben|melden|kontaktieren)\b/,
  /\b(?:nummer|daten) .*\b(?:loschen|loeschen|entfernen)\b/,
  /\bbin nicht (?:herr|frau)\b/,
  /\b(?:verteiler|spam)\b/,

  /\b(?:numero|persona|telefono) equivocad[oa]\b/,
  /\b(?:equivocado|equivocada|equivocaron|equivoca) de (?:numero|persona|telefono)\b/,
  /\b(?:en paz|basta ya|dejen de|dejad de|no molest\w+|parad de|paren de)\b/,
  /\bde baja\b/,
  /\bbaja$/,
  /\bno (?:autorizo|consiento|doy permiso)\b/,
  /\b(?:ya no es|no es) (?:el |mi )?(?:numero|telefono|movil)\b/,
  /\bno (?:me |nos )?(?:escrib\w+|contact\w+|mand\w+|envi\w+|interesa)\b/,
  /\b(?:borr\w+me|elimin\w+me|quit\w+me|saqu\w+me)\b/,
  /\bno (?:quiero|deseo) (?:mas|publicidad|recibir)\b/,
  /\b(?:quiten|borren|eliminen|quite|borre|elimine) (?:este|mi|ese|el) \w+/,
  /\bcancel\w+ (?:la )?suscripcion\b/,
  /\bcancelar los mensajes\b/,

  /\b(?:mauvais|faux) (?:numero|num|destinataire)\b/,
  /\b(?:erreur|trompez|trompe|trompes) de (?:numero|personne|destinataire)\b/,
  /\b(?:tranquille|la paix|ca suffit|y en a marre|marre de)\b/,
  /\bn ?est (?:plus|pas) (?:le |mon |son )?(?:numero|telephone|portable)\b/,
  /\bne suis pas (?:m|mme|monsieur|madame|mlle)\b/,
  /\b(?:resilier|annulez|annuler|bloquez|bloquer) (?:les |mon |ces |vos )?(?:sms|messages?|numero|textos?|rappels)\b/,
  /\bcomment (?:arreter|stopper|se desabonner)\b/,
  /\bpas (?:interesse|interessee|de pub)\b/,
  /\bm ?oppose a\b/,
  /\bne (?:me |m)?(?:recontact\w+|contact\w+|envoy\w+|ecriv\w+) (?:pas|plus|rien)\b/,
  /\barrete[zr]? (?:ca|vos|de)\b/,
]

/** Beside these even plain words may be about something else: a call instead, a visit. */
export const NOT_CERTAIN_BESIDE =
  /\b(?:call|ring|phone me|landline|instead|appointment|visit|engineer|technician|but|anrufen|festnetz|termin|besuch|techniker|kommen|aber|stattdessen|sondern|cita|visita|tecnico|llam\w+|fijo|vengan|venir|pero|rendez vous|rdv|visite|technicien|appelez|appeler|fixe|venez|mais)\b/
