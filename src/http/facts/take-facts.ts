import type { Problem } from '../../core/document/problem.ts'
import type { Fact } from '../../core/fact/fact.ts'
import { incoming } from '../../engine/accept/incoming.ts'
import { alreadyOtherwise } from '../../engine/accept/answers.ts'
import type { Answer } from '../../engine/accept/work.ts'
import { seenBefore } from '../../store/views/seen-before.ts'
import type { FactResult } from '../../wire/fact-results.ts'
import type { Asker, Doors } from '../route.ts'
import { judge } from './judge.ts'
import { keepRefused, type RefusedItem } from './keep-refused.ts'
import type { Given } from './given.ts'

/** What became of each fact of a request, in their order. Rejects when the ledger did not take it. */
export async function takeFacts(given: Given, asker: Asker, doors: Doors): Promise<readonly FactResult[]> {
  const { results, facts, places } = judgeAll(given, asker, doors)
  const answers = facts.length === 0 ? [] : await doors.engine.accept(facts)
  answerAll(results, { facts, places, answers })
  const refused = results.flatMap((result, index) => refusedItem(result, given.items[index]))
  if (refused.length > 0)
    await keepRefused(refused, doors).catch((error: unknown) =>
      doors.log('refused.not-kept', { facts: refused.length, error: String(error) }),
    )
  return results
}

/** The same answers, and nothing is stored. */
export async function tryFacts(given: Given, asker: Asker, doors: Doors): Promise<readonly FactResult[]> {
  const { results, facts, places } = judgeAll(given, asker, doors)
  const comers = facts.map((fact) => incoming(fact, doors))
  const rows = comers.map(({ bucket, ref, content }) => ({ bucket, ref, content: content ?? 0 }))
  const seen = rows.length === 0 ? new Map<string, number>() : await seenBefore(doors.store, rows)
  const answers = comers.map(({ fact, ref, content }): Answer => {
    const before = seen.get(ref)
    if (before === undefined) {
      seen.set(ref, content ?? 0)
      return { status: 'accepted' }
    }
    return before === content ? { status: 'again' } : alreadyOtherwise(fact)
  })
  answerAll(results, { facts, places, answers })
  return results
}

interface JudgedAll {
  /** Those that are facts stand there as accepted until the ledger has answered. */
  readonly results: FactResult[]
  readonly facts: Fact[]
  /** Where in `results` each of the facts belongs. */
  readonly places: number[]
}

function judgeAll({ items, lines, history = false }: Given, asker: Asker, { clock }: Doors): JudgedAll {
  const judging = { now: clock(), asker }
  const all: JudgedAll = { results: [], facts: [], places: [] }
  for (const [index, item] of items.entries()) {
    const judged = judge(item, judging)
    if ('problems' in judged) {
      const line = lines?.[index]
      all.results.push({ ...nameOf(item), status: 'refused', problems: onLine(judged.problems, line) })
      continue
    }
    const { fact, warnings } = judged
    const { id, source } = fact
    all.facts.push(history ? { ...fact, history: true } : fact)
    all.places.push(index)
    all.results.push(
      warnings.length === 0 ? { id, source, status: 'accepted' } : { id, source, status: 'accepted', warnings },
    )
  }
  return all
}

interface AnsweredFacts {
  readonly facts: readonly Fact[]
  readonly places: readonly number[]
  readonly answers: readonly Answer[]
}

function answerAll(results: FactResult[], { places, answers }: AnsweredFacts): void {
  for (const [n, answer] of answers.entries()) {
    if (answer.status === 'accepted') continue
    const place = places[n] ?? 0
    const before = results[place]
    if (before !== undefined) results[place] = { ...before, ...answer }
  }
}

const onLine = (problems: readonly Problem[], line: number | undefined): readonly Problem[] =>
  line === undefined ? problems : problems.map((problem) => ({ ...problem, place: { line, ...problem.place } }))

const MAX_NAME = 512

/** As far as it can be read: what is refused may be anything. */
function nameOf(item: unknown): Pick<FactResult, 'id' | 'source'> {
  const { id, source } = (typeof item === 'object' && item !== null ? item : {}) as Record<'id' | 'source', unknown>
  return { id: shortText(id), source: shortText(source) }
}

const shortText = (value: unknown): string | null =>
  typeof value === 'string' && value !== '' ? value.replaceAll('\0', '').slice(0, MAX_NAME) : null

const refusedItem = ({ status, source, problems = [] }: FactResult, item: unknown): readonly RefusedItem[] =>
  status === 'refused' ? [{ item, source, problems }] : []
