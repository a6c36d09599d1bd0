import type { Problem } from '../core/document/problem.ts'
import type { Fact } from '../core/fact/fact.ts'
import { customerId, type CustomerId, type Sha256 } from '../core/fact/subject.ts'
import { parseFactEvent } from '../wire/fact-event.ts'
import { collect, type ByCustomer } from './file/by-customer.ts'
import { readCsv } from './file/csv.ts'
import type { Failed } from './file/failed.ts'
import type { CustomersFacts } from './file/in-order.ts'
import { readLines, type LineBatch } from './file/lines.ts'
import { openFile, type ByteSource, type Progress } from './file/open.ts'
import type { Rejects } from './file/rejects.ts'
import { subjectOfLine } from './file/subject-of-line.ts'
import { bindMapping } from './mapping/bind.ts'
import { keepFirst } from './mapping/first-per.ts'
import type { Mapping } from './mapping/read.ts'

export interface FactsFile {
  /** `-` is standard input. */
  readonly path: string
  /** Of a CSV; without one the file is NDJSON, a fact a line. */
  readonly mapping?: Mapping | undefined
  readonly sha256: Sha256
  readonly rejects: Rejects
  readonly tempFolder?: string | undefined
  /** Something a person should know that costs no row. */
  readonly warn: (problem: Problem) => void
  readonly onProgress?: ((progress: Progress) => void) | undefined
}

/**
 * The facts of a file, one customer at a time, ascending by customer id, whatever the order of the file. What cannot be
 * read is in `rejects` with its line; `failed` comes when the file cannot be read to its end, and nothing after it.
 */
export async function* factsByCustomer(file: FactsFile): AsyncGenerator<readonly CustomersFacts[] | Failed> {
  const source = await openFile(file.path)
  if ('failed' in source) return yield source
  const collected = collect({
    parse: (text, line) => parseLine(file, text, line),
    ...(file.tempFolder === undefined ? {} : { tempFolder: file.tempFolder }),
  })
  try {
    const failed =
      file.mapping === undefined ? await takeLines(file, source, collected) : await takeRows(file, source, collected)
    if (failed !== undefined) return yield failed
    for await (const batch of collected.finish()) yield 'failed' in batch ? batch : batch.map(keepFirst)
  } finally {
    collected.dispose()
  }
}

/** Facts of one subject often follow each other; hashing its name again costs more than remembering it. */
function lastCustomer(sha256: Sha256): (subject: string) => CustomerId {
  let last = ''
  let customer = customerId(last, sha256)
  return (subject) => {
    if (subject !== last) {
      last = subject
      customer = customerId(subject, sha256)
    }
    return customer
  }
}

async function takeLines(file: FactsFile, source: ByteSource, into: ByCustomer): Promise<Failed | undefined> {
  const customerOf = lastCustomer(file.sha256)
  for await (const batch of readLines(source)) {
    if ('failed' in batch) return batch
    for (const reject of batch.rejects) file.rejects.add(reject)
    addLines(batch, into, customerOf)
    file.onProgress?.(source.progress())
    const refused = into.failed()
    if (refused !== undefined) return { failed: refused }
  }
  return undefined
}

// In a function of its own: the loop above waits, and V8 compiled it six times over in 260 batches.
function addLines({ lines, numbers }: LineBatch, into: ByCustomer, customerOf: (subject: string) => CustomerId): void {
  for (let index = 0; index < lines.length; index++) {
    const text = lines[index] ?? ''
    into.addLine(customerOf(subjectOfLine(text) ?? ''), text, numbers[index] ?? 0)
  }
}

function parseLine({ path, rejects }: FactsFile, text: string, line: number): Fact | undefined {
  const answer = parseJson(text)
  if ('fact' in answer) return answer.fact
  for (const problem of answer.problems.slice(0, 1))
    rejects.add({ line, raw: text, problem: { ...problem, place: { ...problem.place, file: path, line } } })
  return undefined
}

function parseJson(text: string): ReturnType<typeof parseFactEvent> {
  try {
    return parseFactEvent(JSON.parse(text))
  } catch (error) {
    const reason = error instanceof Error ? `This is not JSON: ${error.message}.` : 'This is not JSON.'
    return {
      problems: [
        { level: 'error', code: 'not-json', place: {}, reason, mend: 'Write one fact as one JSON object a line.' },
      ],
    }
  }
}

async function takeRows(file: FactsFile, source: ByteSource, into: ByCustomer): Promise<Failed | undefined> {
  const { mapping, path, rejects } = file
  if (mapping === undefined) return undefined
  const csv = await readCsv(source, mapping.csv)
  if ('failed' in csv) return csv
  const bound = bindMapping(mapping, csv.names, { file: path, warn: file.warn })
  if ('problems' in bound) {
    for (const problem of bound.problems.slice(1)) file.warn(problem)
    const [failed] = bound.problems
    return failed === undefined ? undefined : { failed }
  }
  const customerOf = lastCustomer(file.sha256)
  const add = (fact: Fact, line: number): void => into.addFact(customerOf(fact.subject), fact, line)
  for await (const batch of csv.batches) {
    if ('failed' in batch) return batch
    for (const reject of batch.rejects) rejects.add(reject)
    for (const [index, cells] of batch.rows.entries()) {
      const line = batch.lines[index] ?? 0
      const problem = bound.mapRow(cells, line, add)
      if (problem !== undefined) rejects.add({ line, raw: cells.join(','), problem })
    }
    file.onProgress?.(source.progress())
    const refused = into.failed()
    if (refused !== undefined) return { failed: refused }
  }
  return undefined
}
