import { writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { formatInstant } from '../../core/time/instant.ts'
import { toFactEvent } from '../../wire/fact-event.ts'
import { exportCustomer, type CustomerExport } from '../../engine/people/export-customer.ts'
import { writeAudit } from '../../store/company/write-audit.ts'
import { parseWords, type Run } from '../command.ts'
import { EXIT, Stop, usage } from '../exit.ts'
import { whoIsThere, withLedger } from '../live/with-ledger.ts'
import { sha256 } from '../playbooks.ts'
import { SETTINGS_OPTIONS } from '../settings/read.ts'

const OPTIONS = { ...SETTINGS_OPTIONS, out: { type: 'string' } } as const

/** `export-customer ALIAS`: all that is known of a customer, as one document of JSON. */
export const exportOne: Run = async ({ args, world, terminal }) => {
  const { values, positionals } = parseWords(args, OPTIONS)
  const [alias, ...more] = positionals
  if (alias === undefined || more.length > 0)
    throw usage('export-customer takes one customer, by a key some system issued.', 'troth export-customer crm:123')
  return withLedger({ world, values }, async ({ store, vault }) => {
    const known = await exportCustomer(store, alias, { sha256, vault })
    if (known === null) {
      terminal.err(`Nothing was ever heard of ${alias}.`)
      return EXIT.no
    }
    const at = world.clock()
    const detail = { customers: known.customers }
    await store.inTransaction((tx) => writeAudit(tx, { at, who: whoIsThere(world), what: 'customer.exported', detail }))
    const text = JSON.stringify(documentOf(alias, at, known), null, 2)
    if (values.out === undefined) terminal.out(text)
    else {
      write(resolve(world.folder, values.out), text)
      terminal.err(`${known.facts.length} facts of ${alias} are in ${join(values.out)}.`)
    }
    return EXIT.ok
  })
}

/** For its own user's eyes only: it holds names and addresses. */
function write(path: string, text: string): void {
  try {
    writeFileSync(path, `${text}\n`, { mode: 0o600 })
  } catch (error) {
    const reason = `It cannot be written: ${error instanceof Error ? error.message : String(error)}.`
    const place = { file: path }
    throw new Stop(EXIT.input, [
      { level: 'error', code: 'no-file', place, reason, mend: 'Name another file with --out.' },
    ])
  }
}

/** Instants in words, wherever they stand under one of their names. */
const documentOf = (alias: string, at: number, { facts, ...rest }: CustomerExport): object => ({
  about: alias,
  made: formatInstant(at),
  ...(readable(rest) as object),
  facts: facts.map(toFactEvent),
})

const INSTANTS = new Set(
  'heard since undone valid_from made due_from due_to tell_by settled cured_at at eligible_at expected nextWord next_word send_at valid_until began ended opened due closed time'.split(
    ' ',
  ),
)

function readable(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(readable)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]: [string, unknown]) => [
      name,
      typeof inner === 'number' && INSTANTS.has(name) ? formatInstant(inner) : readable(inner),
    ]),
  )
}
