import { nearest } from '../core/document/near.ts'
import type { AddressKind } from '../core/message/channel.ts'
import { segmentsOf, type Segments } from '../core/message/segments.ts'
import { sampled, saidTexts, type Over, type SaidText } from '../playbook/lint/said-texts.ts'
import type { Reviewed } from '../playbook/lint/texts-file.ts'
import { compileTexts, type CompiledTexts } from '../playbook/text/compile.ts'
import type { RenderedText } from '../playbook/text/render.ts'
import { voiceOf } from '../playbook/text/voice.ts'
import { parseWords, type Run } from './command.ts'
import { EXIT, Stop, usage } from './exit.ts'
import { textsBeside } from './playbook-texts.ts'
import { loadPlaybook, shippedPlaybooks } from './playbooks.ts'

/** What channels of each kind usually can; a channel of your own says so itself. */
const CHANNELS: Readonly<Record<string, Over>> = {
  sms: { form: 'sms', receives: true },
  mail: { form: 'mail', receives: true },
  whatsapp: { form: 'whatsapp', receives: true, buttons: 3 },
  push: { form: 'push', receives: false },
  voice: { form: 'voice', receives: false },
} satisfies Partial<Record<AddressKind, Over>>

/** Those that every company has. */
const USUAL = ['sms', 'mail']

interface Preview {
  readonly playbook: string
  readonly text: string
  readonly language: string
  readonly channel: string
  readonly said: RenderedText
  /** Of an SMS. */
  readonly segments: Segments | null
  /** Who speaks the language and has read it; null: nobody. */
  readonly reviewed: Reviewed | null
}

/** `playbook texts [NAME…]`: each text as its customer would read it, with everything known and long names. */
export const previewTexts: Run = async ({ args, terminal }) => {
  const { values, positionals } = parseWords(args, {
    language: { type: 'string' },
    channel: { type: 'string' },
    json: { type: 'boolean', default: false },
  })
  const channels = values.channel === undefined ? USUAL : [known('channel', values.channel, Object.keys(CHANNELS))]
  const names = positionals.length === 0 ? shippedPlaybooks() : positionals
  const files = names.flatMap(filesOf)
  if (values.language !== undefined) known('language', values.language, [...new Set(files.map(languageOf))])
  const previews = files
    .filter((file) => values.language === undefined || languageOf(file) === values.language)
    .flatMap((file) => channels.flatMap((channel) => previewOf(file, channel)))
  if (values.json) terminal.out(JSON.stringify(previews.map(shown)))
  else for (const line of previews.flatMap(linesOf)) terminal.out(line)
  const open = previews.filter(({ reviewed }) => reviewed === null).length
  terminal.err(`${previews.length} shown, of which no speaker of the language has reviewed ${open}`)
  return EXIT.ok
}

function known(option: string, given: string, all: readonly string[]): string {
  if (all.includes(given)) return given
  const near = nearest(given, all)
  const mend = near === undefined ? `There are: ${all.join(', ')}.` : `Did you mean “${near}”?`
  throw usage(`There is no ${option} “${given}”.`, mend)
}

interface File {
  readonly playbook: string
  readonly texts: CompiledTexts
  readonly said: SaidText
}

const languageOf = ({ said }: File): string => said.file.language

/** By text, and then by language, so that translations stand together. */
function filesOf(name: string): readonly File[] {
  const source = loadPlaybook(name)
  const { texts, problems } = textsBeside(name)
  const read = compileTexts(texts)
  const wrong = [...problems, ...('problems' in read ? read.problems : [])]
  if (wrong.length > 0 || 'problems' in read) throw new Stop(EXIT.input, wrong)
  const names = [...new Set(texts.flatMap(({ shape }) => Object.keys(shape)))]
  return saidTexts({ source, texts })
    .map((said) => ({ playbook: source.shape.playbook, texts: read.texts, said }))
    .toSorted((a, b) => names.indexOf(a.said.name) - names.indexOf(b.said.name))
}

function previewOf({ playbook, texts, said }: File, channel: string): readonly Preview[] {
  const over = CHANNELS[channel]
  if (over === undefined) return []
  const rendered = sampled(texts, said, over)
  if ('problems' in rendered) throw new Stop(EXIT.input, rendered.problems)
  const { file, name, shape } = said
  return [
    {
      playbook,
      text: name,
      language: file.language,
      channel,
      said: rendered,
      segments: over.form === 'sms' ? segmentsOf(rendered.text) : null,
      reviewed: shape['reviewed-by'] ?? file.reviewed,
    },
  ]
}

const shown = ({ said, ...rest }: Preview): object => {
  const { subject, text: words, choices, approved, calendar } = said
  return { ...rest, subject, words, choices, approved, calendar }
}

function linesOf({ playbook, text, language, channel, said, segments, reviewed }: Preview): readonly string[] {
  const { subject, choices, approved, calendar } = said
  const cost = segments === null ? [] : [segmentsText(segments)]
  const by = reviewed === null ? 'not reviewed' : `reviewed by ${reviewed.name} on ${reviewed.on}`
  const enter = calendar === 'cancel' ? ['takes the visit out of the calendar'] : ['puts the visit into the calendar']
  const head = [
    `${playbook} ${text}`,
    language,
    channel,
    ...cost,
    ...(calendar === null || channel !== 'mail' ? [] : enter),
    by,
  ].join(', ')
  const written = (words: string): string => `  ${fromItsSide(words, language)}`
  return [
    head,
    ...(subject === null || channel !== 'mail' ? [] : [written(subject)]),
    written(said.text),
    ...(channel === 'whatsapp' && choices.length > 0
      ? [written(choices.map(({ words }) => `[${words}]`).join(' '))]
      : []),
    ...(approved === null ? [] : [`  approved as ${approved.name}, with: ${approved.values.join(' | ')}`]),
    '',
  ]
}

const segmentsText = ({ segments, units, perSegment, encoding }: Segments): string =>
  `${segments} SMS of ${perSegment} (${units} in ${encoding.toUpperCase()})`

/** A terminal that knows Arabic orders such a line by itself, from its right end (U+2067 … U+2069); others show it in the order it is read. */
const fromItsSide = (words: string, language: string): string =>
  voiceOf(language)?.isolate === null ? words : `\u2067${words}\u2069`
