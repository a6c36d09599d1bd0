import type { Problem } from '../../core/document/problem.ts'
import type { Fact } from '../../core/fact/fact.ts'
import type { Instant } from '../../core/time/instant.ts'
import { factsByCustomer, type FactsFile } from '../../silos/facts-of-file.ts'
import { findImport } from '../../store/imports/find-import.ts'
import type { ImportRow } from '../../store/imports/import-row.ts'
import { writeImport } from '../../store/imports/write-import.ts'
import type { Tx } from '../../store/store.ts'
import type { Answer } from '../accept/work.ts'
import { asHeard } from './as-heard.ts'
import { addAnswers, NO_COUNTS } from './counting.ts'
import { whyNotIn } from './door.ts'
import { pieces, type Piece } from './pieces.ts'

export interface ImportOptions {
  readonly store: Tx
  /** The engine's door, or a running server's: one answer for each fact. Rejects when nothing was stored. */
  readonly accept: (facts: readonly Fact[]) => Promise<readonly Answer[]>
  readonly file: FactsFile
  /** Of the file's content, its mapping and how they are read. */
  readonly id: string
  readonly live: boolean
  readonly clock: () => Instant
  /** The customer whose facts are done: ids spread evenly, so they say how far it is. */
  readonly onProgress?: (customer: string, row: ImportRow) => void
}

export type Imported =
  | { readonly row: ImportRow; /** Done before this run. */ readonly skipped: number }
  | { readonly failed: Problem }

/** Facts that go over together: five commits of the engine, and the most a request to the server may hold. */
const TOGETHER = 1000

/**
 * Hands a file over, customer by customer, always in the same order, and notes how far it has come; what was done before a
 * stop is skipped. All of it once more is harmless: what was heard before is answered `again`.
 */
export async function importFile(options: ImportOptions): Promise<Imported> {
  const { store, file, clock } = options
  const start = await whereToStart(options)
  await writeImport(store, start)
  const importing: Importing = { ...options, row: start, toSkip: start.rows, waiting: [], size: 0, pending: null }
  for await (const batch of factsByCustomer(file)) {
    if ('failed' in batch) return batch
    for (const customer of batch)
      for (const piece of pieces(customer, TOGETHER)) await take({ ...piece, customer: customer.customer }, importing)
  }
  await handOver(importing)
  await importing.pending
  importing.row = { ...importing.row, ended: clock() }
  await writeImport(store, importing.row)
  return { row: importing.row, skipped: start.rows }
}

/** Where a stopped one left off; at the beginning of a new one, and of one that is through and is wanted once more. */
async function whereToStart({ store, id, file, live, clock }: ImportOptions): Promise<ImportRow> {
  const before = await findImport(store, id)
  if (before !== undefined && before.ended === null) return before
  return { id, file: file.path, live, started: clock(), ended: null, rows: 0, counts: NO_COUNTS }
}

interface CustomersPiece extends Piece {
  readonly customer: string
}

interface Importing extends ImportOptions {
  row: ImportRow
  toSkip: number
  waiting: CustomersPiece[]
  /** How many facts wait. */
  size: number
  /** What has been handed over and is not answered yet: the file is read on meanwhile. */
  pending: Promise<void> | null
}

async function take(piece: CustomersPiece, importing: Importing): Promise<void> {
  const size = piece.facts.length
  if (importing.toSkip >= size) {
    importing.toSkip -= size
    return
  }
  if (importing.size + size > TOGETHER) await handOver(importing)
  importing.waiting.push(piece)
  importing.size += size
}

async function handOver(importing: Importing): Promise<void> {
  await importing.pending
  const given = importing.waiting
  importing.waiting = []
  importing.size = 0
  importing.pending = given.length === 0 ? null : acceptAll(given, importing)
  // Its failure is met where it is awaited; until then it must not count as forgotten.
  importing.pending?.catch(() => undefined)
}

async function acceptAll(given: readonly CustomersPiece[], importing: Importing): Promise<void> {
  const facts = given.flatMap((piece) => piece.facts)
  const lines = given.flatMap((piece) => piece.lines)
  const answers = await answersTo(facts, importing)
  for (const [index, answer] of answers.entries())
    if (answer.status === 'refused') reject(importing, { fact: facts[index], line: lines[index] ?? 0, answer })
  const { row } = importing
  importing.row = { ...row, rows: row.rows + facts.length, counts: addAnswers(row.counts, answers) }
  await writeImport(importing.store, importing.row)
  importing.onProgress?.(given.at(-1)?.customer ?? '', importing.row)
}

/** One for each fact; those that may not come in are not handed over. */
async function answersTo(facts: readonly Fact[], importing: Importing): Promise<readonly Answer[]> {
  const now = importing.clock()
  const answers: (Answer | null)[] = facts.map((fact) => {
    const problem = whyNotIn(fact, now)
    return problem === null ? null : { status: 'refused', problems: [problem] }
  })
  const may = facts.filter((_, index) => answers[index] === null)
  const said = may.length === 0 ? [] : await importing.accept(may.map((fact) => asHeard(fact, importing)))
  let next = 0
  return answers.map((answer) => answer ?? said[next++] ?? missing)
}

const missing: Answer = {
  status: 'refused',
  problems: [
    {
      level: 'error',
      code: 'no-answer',
      place: {},
      reason: 'It was not answered.',
      mend: 'Import the file once more.',
    },
  ],
}

interface Refused {
  readonly fact: Fact | undefined
  readonly line: number
  readonly answer: Extract<Answer, { status: 'refused' }>
}

function reject({ file }: Importing, { fact, line, answer }: Refused): void {
  const [problem] = answer.problems
  if (problem === undefined) return
  const place = { ...problem.place, file: file.path, line }
  file.rejects.add({ line, raw: JSON.stringify(fact ?? null), problem: { ...problem, place } })
}
