import { createHash } from 'node:crypto'
import { WORDS_ALONE, type OutMessage } from '../../core/message/channel.ts'
import { formatInstant, parseInstant } from '../../core/time/instant.ts'

/** A file system's limit is 255 bytes; the clock, the ending and a temporary name's number need room too. */
const LONGEST_NAME = 150

/**
 * `2015-03-05/070002.000-m-12.txt`: a folder a day (UTC), so that none grows without end, and in it the clock first, so
 * that the order of names is the order of time. The same id and `at` always give the same file.
 */
export function outboxPath({ id, at }: Pick<OutMessage, 'id' | 'at'>): { readonly day: string; readonly name: string } {
  const [day = '', clock = ''] = formatInstant(at).split('T')
  const [second = '', ms = '000'] = clock.slice(0, -1).split('.')
  return { day, name: `${second.replaceAll(':', '')}.${ms}-${nameOf(id)}.txt` }
}

/** Letters that a file system may confuse or forbid are written as their bytes; capitals too, for disks that ignore case. */
function nameOf(id: string): string {
  const bytes = (part: string): string =>
    [...Buffer.from(part)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')
  const name = id.replace(/[^a-z0-9._-]+/g, bytes)
  if (name.length <= LONGEST_NAME) return name
  return `${name.slice(0, 100)}~${createHash('sha256').update(id).digest('hex').slice(0, 32)}`
}

/** The words last, as they are; above them one line for each thing to know, empty ones left out. */
export function outboxText(message: OutMessage): string {
  const lines = FIELDS.flatMap(({ label, write }) => {
    const value = write(message)
    return value === null ? [] : [`${label}: ${escaped(value)}`]
  })
  return `${lines.join('\n')}\n\n${message.text}`
}

/** The way back; undefined for a file that is none of ours. */
export function readOutboxText(file: string): OutMessage | undefined {
  const end = file.indexOf('\n\n')
  if (end < 0) return undefined
  const values = new Map<string, string>()
  for (const line of file.slice(0, end).split('\n')) {
    const colon = line.indexOf(': ')
    if (colon > 0) values.set(line.slice(0, colon), unescaped(line.slice(colon + 2)))
  }
  return messageOf((label) => values.get(label), file.slice(end + 2))
}

interface Field {
  readonly label: string
  readonly write: (message: OutMessage) => string | null
}

const instantText = (at: number | null): string | null => (at === null ? null : formatInstant(at))

const FIELDS: readonly Field[] = [
  { label: 'To', write: ({ to }) => to },
  { label: 'Subject', write: ({ subject }) => subject },
  { label: 'At', write: ({ at }) => instantText(at) },
  { label: 'Valid-Until', write: ({ validUntil }) => instantText(validUntil) },
  { label: 'Answers', write: ({ ask }) => (ask.length === 0 ? null : ask.join(', ')) },
  { label: 'Customer', write: ({ customer }) => customer },
  { label: 'Brand', write: ({ brand }) => brand },
  { label: 'Class', write: (message) => message.class },
  { label: 'Template', write: ({ template }) => template },
  { label: 'Language', write: ({ language }) => language },
  { label: 'Promise', write: ({ promise }) => promise },
  { label: 'Version', write: ({ version }) => (version === null ? null : String(version)) },
  { label: 'Decision', write: ({ decision }) => decision },
  { label: 'Id', write: ({ id }) => id },
]

function messageOf(value: (label: string) => string | undefined, text: string): OutMessage | undefined {
  const id = value('Id')
  const at = parseInstant(value('At') ?? '')
  const class_ = value('Class')
  if (id === undefined || at === undefined) return undefined
  if (class_ !== 'urgent' && class_ !== 'service' && class_ !== 'marketing') return undefined
  const version = value('Version')
  return {
    id,
    at,
    class: class_,
    ...WORDS_ALONE,
    text,
    decision: value('Decision') ?? '',
    customer: value('Customer') ?? '',
    brand: value('Brand') ?? '',
    template: value('Template') ?? '',
    language: value('Language') ?? '',
    to: value('To') ?? null,
    subject: value('Subject') ?? null,
    ask: value('Answers')?.split(', ') ?? [],
    promise: value('Promise') ?? null,
    version: version === undefined ? null : Number(version),
    validUntil: parseInstant(value('Valid-Until') ?? '') ?? null,
  }
}

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r' }

const escaped = (value: string): string => value.replace(/[\\\n\r]/g, (letter) => ESCAPES[letter] ?? letter)

const unescaped = (value: string): string =>
  value.replace(/\\([\\nr])/g, (_, letter: string) => (letter === 'n' ? '\n' : letter === 'r' ? '\r' : '\\'))
