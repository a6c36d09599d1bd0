import { nearest } from '../../core/document/near.ts'
import { formatInstant, parseInstant } from '../../core/time/instant.ts'
import { casePage, type ListedCase } from '../../store/cases/case-page.ts'
import { oneCase } from '../../store/cases/one-case.ts'
import { placeOfCustomer } from '../../store/people/place-of-customer.ts'
import { meantBy } from '../../engine/people/whose.ts'
import { parseWords, type Command, type Run } from '../command.ts'
import { EXIT, Stop, usage } from '../exit.ts'
import { withLedger, type OnLedger } from '../live/with-ledger.ts'
import { sha256 } from '../playbooks.ts'
import { SETTINGS_OPTIONS } from '../settings/read.ts'
import { columns } from '../table.ts'
import { carryOut, type CaseOrder } from './case-order.ts'

const OPTIONS = {
  ...SETTINGS_OPTIONS,
  customer: { type: 'string' },
  kind: { type: 'string' },
  assignee: { type: 'string' },
  closed: { type: 'boolean', default: false },
  limit: { type: 'string', default: '100' },
  says: { type: 'string' },
  about: { type: 'string' },
  due: { type: 'string' },
  as: { type: 'string' },
  note: { type: 'string' },
  json: { type: 'boolean', default: false },
} as const

type Values = ReturnType<typeof parseWords<typeof OPTIONS>>['values']

interface Asked {
  readonly values: Values
  readonly words: readonly string[]
}

type Verb = (command: Command, asked: Asked) => Promise<number>

const VERBS: Readonly<Record<string, Verb>> = {
  list,
  show: (command, { values, words: [id] }) => showOne(command, values, named(id)),
  open: (command, asked) => order(command, asked, openOrder(asked)),
  assign: (command, asked) =>
    order(command, asked, { verb: 'assign', id: named(asked.words[0]), body: { assignee: assigneeIn(asked) } }),
  note: (command, asked) =>
    order(command, asked, { verb: 'note', id: named(asked.words[0]), body: { words: sentence(asked) } }),
  due: (command, asked) =>
    order(command, asked, { verb: 'due', id: named(asked.words[0]), body: { due: dueIn(asked.words[1]) } }),
  close: (command, asked) => order(command, asked, closeOrder(asked)),
}

/** `cases [list|show|open|assign|note|due|close]`: the work that waits for people. */
export const cases: Run = async (command) => {
  const { values, positionals } = parseWords(command.args, OPTIONS)
  const [word = 'list', ...words] = positionals
  const verb = VERBS[word]
  if (verb !== undefined) return verb(command, { values, words })
  const near = nearest(word, Object.keys(VERBS))
  throw usage(
    `cases knows no “${word}”.`,
    near === undefined ? `Use one of: ${Object.keys(VERBS).join(', ')}.` : `Did you mean “${near}”?`,
  )
}

function named(id: string | undefined): string {
  if (id !== undefined) return id
  throw usage('Which case?', 'Give its id: see `troth cases`.')
}

function sentence({ words: [, ...rest] }: Asked): string {
  if (rest.length > 0) return rest.join(' ')
  throw usage('A note needs words.', 'troth cases note ID "called, no answer"')
}

function assigneeIn({ words: [, assignee] }: Asked): string | null {
  if (assignee === undefined) throw usage('To whom?', 'troth cases assign ID NAME; nobody takes it back.')
  return assignee === 'nobody' ? null : assignee
}

function dueIn(text: string | undefined): string | null {
  if (text === 'never') return null
  if (text !== undefined && parseInstant(text) !== undefined) return text
  throw usage(`“${text ?? ''}” is no instant.`, 'Write 2026-03-02T09:00:00Z, or never.')
}

function openOrder({ values }: Asked): CaseOrder {
  const { kind, says, customer, about, due, assignee } = values
  if (kind === undefined || says === undefined)
    throw usage(
      'A case needs a kind and a reason.',
      'troth cases open --kind call-customer --says "…" [--customer crm:1]',
    )
  const more = Object.entries({ customer, about, assignee, due: due === undefined ? undefined : dueIn(due) })
  const given = Object.fromEntries(more.filter(([, value]) => value !== undefined && value !== null))
  return { verb: 'open', id: null, body: { kind, says, ...given } }
}

function closeOrder({ values, words: [id] }: Asked): CaseOrder {
  if (values.as === undefined) throw usage('How did it end?', 'troth cases close ID --as called [--note "…"]')
  const note = values.note === undefined ? {} : { words: values.note }
  return { verb: 'close', id: named(id), body: { disposition: values.as, ...note } }
}

const order = (command: Command, { values }: Asked, wanted: CaseOrder): Promise<number> =>
  withLedger({ world: command.world, values }, async (on) => {
    const id = await carryOut(on, command.world, wanted)
    return show(command, on, { id, json: values.json })
  })

const showOne = (command: Command, values: Values, id: string): Promise<number> =>
  withLedger({ world: command.world, values }, (on) => show(command, on, { id, json: values.json }))

interface Showing {
  readonly id: string
  readonly json: boolean
}

async function show({ terminal }: Command, { store }: OnLedger, { id, json }: Showing): Promise<number> {
  const found = await oneCase(store, id)
  if (found === undefined) {
    const reason = `There is no case “${id}”.`
    throw new Stop(EXIT.no, [{ level: 'error', code: 'no-such-case', place: {}, reason, mend: 'See `troth cases`.' }])
  }
  if (json) terminal.out(JSON.stringify(readable(found)))
  else for (const line of caseLines(found)) terminal.out(line)
  return EXIT.ok
}

function list(command: Command, { values }: Asked): Promise<number> {
  const limit = Number(values.limit)
  if (!Number.isInteger(limit) || limit < 1)
    throw usage(`--limit ${values.limit} is no number.`, 'Give how many at most.')
  return withLedger({ world: command.world, values }, async ({ store }) => {
    const place = values.customer === undefined ? null : placeOfCustomer(meantBy(values.customer, sha256))
    const which = { place, kind: values.kind ?? null, assignee: values.assignee ?? null, closedToo: values.closed }
    const found = await casePage(store, { ...which, after: null, limit })
    if (values.json) command.terminal.out(JSON.stringify(found.map(readable)))
    else if (found.length === 0) command.terminal.out('No case waits for anybody.')
    else for (const line of columns(found.map(row), 6)) command.terminal.out(line)
    return EXIT.ok
  })
}

const at = (instant: number | null): string => (instant === null ? '' : `${formatInstant(instant).slice(0, 16)}Z`)

const row = ({ id, kind, due, closed, assignee, alias, says }: ListedCase): readonly string[] => [
  id,
  kind,
  closed === null ? (due === null ? 'open' : `due ${at(due)}`) : `closed ${at(closed)}`,
  assignee ?? '–',
  alias ?? '–',
  says,
]

function readable(listed: ListedCase): object {
  const { bucket: _, ...found } = listed
  return {
    ...found,
    opened: formatInstant(found.opened),
    due: found.due === null ? null : formatInstant(found.due),
    closed: found.closed === null ? null : formatInstant(found.closed),
    notes: found.notes.map((note) => ({ ...note, at: formatInstant(note.at) })),
  }
}

function caseLines({
  id,
  kind,
  says,
  alias,
  about,
  opened,
  due,
  assignee,
  closed,
  disposition,
  notes,
}: ListedCase): readonly string[] {
  return [
    `${id}  ${kind}${closed === null ? '' : `, closed as ${disposition ?? ''}`}`,
    `  ${says}`,
    `  opened    ${at(opened)}${due === null ? '' : `, due ${at(due)}`}${closed === null ? '' : `, closed ${at(closed)}`}`,
    ...(alias === null ? [] : [`  customer  ${alias}`]),
    ...(about === null ? [] : [`  about     ${about}`]),
    `  assignee  ${assignee ?? 'nobody'}`,
    ...notes.map((note) => `  ${at(note.at)}  ${note.by}: ${note.words}`),
  ]
}
