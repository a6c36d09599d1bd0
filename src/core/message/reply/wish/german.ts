import {
  ahead,
  everyWeekday,
  months,
  noon,
  number,
  numbers,
  part,
  shift,
  week,
  weekday,
  word,
  type Entry,
  type Lexicon,
  type Meaning,
} from './meaning.ts'

const DAYS = ['montag', 'dienstag', 'mittwoch', 'donnerstag', 'freitag', 'samstag', 'sonntag']

const PARTS: readonly (readonly [Meaning, string])[] = [
  [part(5, 12), 'vormittag'],
  [part(12, 17), 'nachmittag'],
  [part(17, 24), 'abend'],
  [part(5, 12), 'morgen'],
  [part(5, 10), 'fruh'],
  [noon, 'mittag'],
]

/** Donnerstagvormittag, donnerstagabends. */
const compounds: readonly Entry[] = DAYS.flatMap((day, index) =>
  PARTS.map(([meaning, name]): Entry => [
    [weekday(index + 1), meaning],
    `${day}${name}|${day}${name}s|${day} ${name}|${day}s ${name}`,
  ]),
)

export const german: Lexicon = {
  language: 'de',
  monthFirst: false,
  hours24: true,
  entries: [
    ...compounds,
    [weekday(1), 'montag|mo|mon|monatg|mntag'],
    [weekday(2), 'dienstag|di|die nstag|dienstg|dinstag|diens|dienst|dienstags termin'],
    [weekday(3), 'mittwoch|mi|mittw|mitwoch|mittwch'],
    [weekday(4), 'donnerstag|do|donnerst|donerstag|don|donnerstg'],
    [weekday(5), 'freitag|fr|frei tag|freitg|fraitag'],
    [weekday(6), 'samstag|sa|sonnabend|samstg'],
    [weekday(7), 'sonntag|sontag'],
    [everyWeekday(1), 'montags|jeden montag|jeder montag'],
    [everyWeekday(2), 'dienstags|jeden dienstag'],
    [everyWeekday(3), 'mittwochs|jeden mittwoch'],
    [everyWeekday(4), 'donnerstags|jeden donnerstag'],
    [everyWeekday(5), 'freitags|jeden freitag'],
    [everyWeekday(6), 'samstags|sonnabends|jeden samstag'],
    [everyWeekday(7), 'sonntags|jeden sonntag'],
    [everyWeekday(1, 2, 3, 4, 5), 'werktags|wochentags|unter der woche|werktag|wochentag|an werktagen|an wochentagen'],
    [{ is: 'weekday', days: [6, 7], all: false }, 'wochenende|we'],
    [everyWeekday(6, 7), 'wochenenden|jedes wochenende|wochenends'],
    [ahead(0), 'heute|heut'],
    [ahead(1), 'morgen|morgn'],
    [ahead(2), 'ubermorgen|uebermorgen|uber morgen|in zwei tagen|in 2 tagen'],
    [ahead(3), 'in drei tagen|in 3 tagen|uberubermorgen'],
    [[ahead(1), part(5, 12)], 'morgen fruh|morgen vormittag|morgen vormittags|morgen in der fruh|morgen frueh'],
    [[ahead(2), part(5, 12)], 'ubermorgen fruh|uebermorgen frueh'],
    [[ahead(1), part(12, 17)], 'morgen nachmittag|morgen nachmittags'],
    [[ahead(1), part(17, 24)], 'morgen abend'],
    [[ahead(1), noon], 'morgen mittag'],
    [week(0), 'diese woche|dieser woche|laufende woche|in dieser woche'],
    [
      week(1),
      'nachste woche|naechste woche|nachster woche|naechster woche|kommende woche|kommender woche|nachsten woche|naechsten woche|kommenden woche|folgende woche|woche drauf|woche darauf|nexte woche|nachste wo',
    ],
    [week(2), 'ubernachste woche|uebernaechste woche|ubernachster woche|in zwei wochen|in 2 wochen'],
    [word('next'), 'nachsten|nachster|nachste|nachstes|naechsten|naechster|naechste|naechstes'],
    [word('this'), 'diesen|dieser|dieses|kommenden|kommender|kommendes|kommende|diesem'],
    [word('week-on'), 'in einer woche|in 1 woche|in acht tagen|in 8 tagen|ueber eine woche'],
    ...months(
      'januar|jan|janner februar|feb marz|maerz april|apr mai juni|jun juli|jul august|aug september|sept|sep oktober|okt november|nov dezember|dez',
    ),
    [
      part(5, 12),
      'vormittag|vormittags|vorm|vormittg|am morgen|morgens|in der fruh|in der frueh|am vormittag|vormittage|fruh|frueh|fruher vormittag',
    ],
    [
      part(5, 10),
      'ganz fruh|sehr fruh|gleich fruh|gleich in der fruh|gleich in der frueh|gleich morgens|fruhmorgens|so fruh wie moglich|zeitig|am fruhen morgen|fruher morgen|am fruhen vormittag|fruhen vormittag|als erstes',
    ],
    [part(10, 12), 'spater vormittag|spaten vormittag|spateren vormittag|spaeter vormittag|spaeten vormittag'],
    [part(12, 17), 'nachmittag|nachmittags|nachm|nachmittg|am nachmittag|nm|nachmittage|namittag'],
    [part(12, 15), 'fruher nachmittag|fruhen nachmittag|frueher nachmittag|frueheren nachmittag'],
    [
      part(15, 17),
      'spater nachmittag|spaten nachmittag|spateren nachmittag|spaeter nachmittag|spaeten nachmittag|nachmittags spat',
    ],
    [part(17, 24), 'abend|abends|am abend|feierabend|nach feierabend|abende|nach der arbeit|abendtermin'],
    [noon, 'mittag|mittags|am mittag|mittagszeit|zu mittag|uber mittag|12 uhr mittags'],
    [[word('after'), number(13)], 'nach dem mittagessen|nach der mittagspause'],
    [word('after'), 'nach|spater als|spaeter als'],
    [word('from'), 'ab|fruhestens|fruehestens|ab ca|ab circa|ab etwa|fruhestens ab|nicht fruher als'],
    [word('until'), 'bis|spatestens|spaetestens|bis spatestens|bis ca|bis um|bis zum|nicht spater als|bis maximal'],
    [word('before'), 'vor|fruher als'],
    [word('at'), 'um|gegen|ca|circa|etwa|ungefahr|so um|so gegen|rund um|so ca'],
    [word('between'), 'zwischen|von|zw'],
    [word('onwards'), 'oder spater|oder spaeter|und spater'],
    [word('and'), 'und|u|sowie'],
    [word('or'), 'oder|od|bzw|beziehungsweise|oder auch|oder aber|alternativ'],
    [word('but'), 'aber|jedoch|nur nicht so|dafur|sondern|lieber|dann lieber|eher|besser'],
    [
      word('any'),
      'jeden tag|jeder tag|jederzeit|immer|alles|alle tage|egal|egal wann|egal welcher tag|irgendwann|irgendein tag|an jedem tag|jedem tag|jeder termin|jeden anderen tag|jeder andere tag|alle anderen tage|ganztags|den ganzen tag|egal welchen tag|tag egal|welcher tag ist egal|taglich|wann auch immer|jeder|sonst immer|ansonsten immer',
    ],
    [word('not'), 'nicht|nich|net|kein|keinen|keine|blos nicht|bloss nicht|nicht am|nicht um|niemals|nie'],
    [
      word('except'),
      'ausser|statt|anstatt|anstelle von|aussser|ausgenommen|mit ausnahme von|bis auf|auser|nur nicht|aber nicht',
    ],
    [
      word('cannot'),
      'kann nicht|kann ich nicht|geht nicht|passt nicht|kann leider nicht|kann ich leider nicht|geht leider nicht|passt leider nicht|geht es nicht|geht s nicht|ist schlecht|passt mir nicht|passt mir leider nicht|geht bei mir nicht|geht gar nicht|klappt nicht|klappt leider nicht|bin ich nicht da|bin nicht da|nicht da|nicht zu hause|nicht zuhause|bin ich nicht zu hause|bin ich nicht zuhause|unmoglich|nicht moglich|ist nicht moglich|ungunstig|ist ungunstig|habe ich keine zeit|hab ich keine zeit|keine zeit|konnen wir nicht|konnen wir leider nicht|schlecht',
    ],
    ...numbers(
      'ein|eins zwei|zwo drei vier funf|fuenf sechs sieben acht neun zehn elf zwolf|zwoelf dreizehn vierzehn funfzehn|fuenfzehn sechzehn siebzehn achtzehn neunzehn zwanzig',
    ),
    [word('unit'), 'uhr|h|uhr rum'],
    [shift(-30), 'halb'],
    [shift(15), 'viertel nach'],
    [shift(-15), 'viertel vor|dreiviertel|drei viertel'],
    [
      word('filler'),
      'guten morgen|guten tag|guten abend|hallo|hi|moin|servus|gruss gott|liebe grusse|viele grusse|mit freundlichen grussen|mfg|lg|vg|gruss|grusse|danke|dankeschon|vielen dank|danke schon|besten dank|herzlichen dank|dank|bitte|bittschon|sehr geehrte damen und herren|gerne|gern|ok|okay|oki|ja|jo|jep|super|prima|toll|klasse|perfekt|gut|gute|guter|passt|passt mir|passt es|passt uns|passen|passend|passender|wurde|wuerde|wurden|ware|waere|waren|wars|passen wurde|ging|ginge|ginge es|gehen|geht|geht es|geht s|gehts|ginge auch|klappt|klappt es|moglich|moeglich|noch moglich|wenn moglich|wenn es geht|wenn s geht|wenns geht|falls moglich|wenn das geht|wenn das moglich ist|wenn es moglich ist|wenn es passt|wenn es ihnen passt|falls es geht|sofern moglich|konnen|koennen|konnten|koennten|konnt|konntet|kann|konnte|kann ich|ich|wir|sie|ihr|mir|uns|man|es|das|der|die|den|dem|des|ein|eine|einen|einem|einer|am|an|im|in|zu|zum|zur|bei|bei mir|bei uns|mit|fur|fuer|auch|noch|nur|dann|da|schon|mal|doch|sehr|ganz|etwas|bisschen|ist|sind|ware super|bin|bin ich|habe|hab|haben|haette|hatten sie|wir sind|kommen|komm|kommt|vorbeikommen|vorbei|vorbei kommen|vorbeischauen|termin|termine|terminen|tag|tage|uhrzeit|zeit|zeiten|uhrzeiten|besuch|techniker|monteur|handwerker|jemand|stattdessen|verschieben|verlegen|umbuchen|andern|aendern|tauschen|wechseln|machen|nehmen|buchen|vereinbaren|eintragen|schieben|verschieben wir|am besten|besten|beste|besser|ideal|am liebsten|liebsten|lieber|zuhause|zu hause|daheim|da bin ich|frei|verfugbar|erreichbar|bevorzugt|vorzugsweise|wunschen|wunsch|wunsche|mochte|moechte|mochten|will|wollen|hatte ich|sonst auch|oder so|okay so|vielleicht etwas|wie ware|wie ware es|wie waere es|wie waers|wie wars|was ist|anderer|anderen|welcher|welchen|irgend|datum|ab da|danach|jetzt|dort|hier|alternativ auch|problemlos|kein problem|waere super|waere gut|ok so|leider|gleich|bitte um|passt besser|uberhaupt',
    ],
    [
      word('filler'),
      'jeweils|jederzeit gern|eigentlich|meistens|meist|generell|grundsatzlich|idealerweise|idealer weise|gegebenenfalls|evtl|eventuell ginge|wieder|einfach|bestens|hervorragend|wunderbar|schon|schoner|uns gut|mir gut|mir am besten|uns am besten',
    ],
  ],
}
