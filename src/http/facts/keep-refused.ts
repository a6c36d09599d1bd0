import type { Problem } from '../../core/document/problem.ts'
import { formatInstant, type Instant } from '../../core/time/instant.ts'
import { bucketOf } from '../../store/bucket.ts'
import { caseById } from '../../store/cases/case-by-id.ts'
import { openCases, type CaseRow } from '../../store/cases/open-cases.ts'
import { writeRefused, type RefusedRow } from '../../store/log/write-refused.ts'
import type { Tx } from '../../store/store.ts'
import { refusedOfCase } from '../../store/views/refused-of-case.ts'
import type { Doors } from '../route.ts'

/** Enough to see what a silo gets wrong; a silo that gets everything wrong must not fill the disk. */
const MOST_KEPT = 1000
/** Of one fact, in characters of JSON. */
const LONGEST_KEPT = 256 * 1024
/** Deeper is no fact of anybody's, and writing it out would take the stack. */
const DEEPEST_KEPT = 50
const DAY: Instant = 86_400_000

export interface RefusedItem {
  readonly item: unknown
  readonly source: string | null
  readonly problems: readonly Problem[]
}

/**
 * Keeps what was refused, sealed, and opens one case a day for each source and each kind of mistake: a silo that speaks
 * and is not understood is somebody's work, or its promises are never heard of.
 */
export async function keepRefused(refused: readonly RefusedItem[], doors: Doors): Promise<void> {
  const now = doors.clock()
  const groups = new Map<string, { readonly opened: CaseRow; readonly items: RefusedItem[] }>()
  for (const one of refused) {
    const opened = caseOf(one, doors, now)
    const group = groups.get(opened.id)
    if (group === undefined) groups.set(opened.id, { opened, items: [one] })
    else group.items.push(one)
  }
  // In the order of their ids, so that two requests never wait for each other in a circle.
  const inOrder = [...groups.values()].toSorted((a, b) => (a.opened.id < b.opened.id ? -1 : 1))
  await doors.store.inTransaction(async (tx) => {
    await openCases(
      tx,
      inOrder.map(({ opened }) => opened),
    )
    for (const { opened, items } of inOrder) await keep(tx, opened, rowsOf(items, { opened, doors, now }))
  })
}

async function keep(tx: Tx, { id, bucket }: CaseRow, rows: readonly RefusedRow[]): Promise<void> {
  await caseById(tx, id)
  const room = MOST_KEPT - (await refusedOfCase(tx, { bucket, id }))
  if (room > 0 && rows.length > 0) await writeRefused(tx, rows.slice(0, room))
}

function caseOf({ source, problems }: RefusedItem, { sha256 }: Doors, now: Instant): CaseRow {
  const [first] = problems
  const code = first?.code ?? 'refused'
  const day = formatInstant(now - (now % DAY)).slice(0, 10)
  const digits = sha256(`refused\n${source ?? ''}\n${code}\n${day}`)
  const at = first?.place.path === undefined || first.place.path === '' ? '' : ` at ${first.place.path.slice(0, 100)}`
  const from = source === null ? 'a sender that does not name its source' : source.slice(0, 100)
  return {
    bucket: bucketOf(digits),
    id: `r-${digits.slice(0, 16)}`,
    customer: null,
    kind: 'refused-facts',
    about: source?.slice(0, 512) ?? null,
    opened: now,
    due: now + DAY,
    says: `Facts of ${day} from ${from} are refused: ${code}${at}. Mend the sender, then send them again.`,
  }
}

interface Keeping {
  readonly opened: CaseRow
  readonly doors: Doors
  readonly now: Instant
}

const rowsOf = (items: readonly RefusedItem[], { opened, doors, now }: Keeping): readonly RefusedRow[] =>
  items.slice(0, MOST_KEPT).flatMap(({ item, problems }) => {
    if (nestsDeeper(item, DEEPEST_KEPT)) return []
    if (JSON.stringify(item).length > LONGEST_KEPT) return []
    // A reason may quote what was sent: only its code and place are stored in the open.
    const open = problems.map(({ code, place }) => ({ code, place }))
    const raw = doors.vault.sealOwn({ item, problems })
    return [{ bucket: opened.bucket, heard: now, case: opened.id, raw, problem: open }]
  })

function nestsDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  if (levels === 0) return true
  return Object.values(value).some((inner) => nestsDeeper(inner, levels - 1))
}
