import { factRef } from '../../core/fact/fact.ts'
import { formatInstant, type Duration, type Instant } from '../../core/time/instant.ts'
import { bucketOf } from '../../store/bucket.ts'
import { caseById } from '../../store/cases/case-by-id.ts'
import { openCases, type CaseRow } from '../../store/cases/open-cases.ts'
import { markSeen } from '../../store/log/mark-seen.ts'
import { writeRefused } from '../../store/log/write-refused.ts'
import { aliasesOf } from '../../store/views/alias-of.ts'
import { refusedOfCase } from '../../store/views/refused-of-case.ts'
import { checkCaseId, READ_WITHIN, TO_CHECK } from './check-case.ts'
import type { Came } from './came.ts'
import type { HearingRoom } from './room.ts'
import { unmatchedRef } from './unmatched-ref.ts'
import type { Candidate } from './whose-reply.ts'

const DAY: Duration = 86_400_000
/** Of one address a day: whoever writes more is a machine, and must not fill the disk. */
const MOST_KEPT = 100
/** In a sentence for a person. */
const MOST_NAMED = 20

/** A reply as it is kept while nobody knows whose it is: whole, under the installation's own key. */
export interface Unmatched {
  readonly channel: string
  readonly kind: string
  readonly heard: Came['heard']
}

/** A reply of nobody, or of more than one, is lost on nobody: it is kept sealed, and a case says that it is there. */
export async function keepUnmatched(came: Came, candidates: readonly Candidate[], room: HearingRoom): Promise<void> {
  const { store, vault, sha256, clock, log } = room
  const { channel, kind, heard } = came
  const ref = factRef({ source: channel, id: heard.id })
  const opened = candidates.length === 0 ? strangers(came, room) : await whichOf(ref, { came, candidates }, room)
  const kept: Unmatched = { channel, kind, heard }
  await store.inTransaction(async (tx) => {
    const again = await markSeen(tx, [unmatchedRef(channel, heard.id, sha256)])
    if (again.size > 0) return
    await openCases(tx, [opened])
    await caseById(tx, opened.id)
    if ((await refusedOfCase(tx, opened)) >= MOST_KEPT) return
    const raw = vault.sealOwn(kept)
    const problem = { code: opened.kind, ref }
    await writeRefused(tx, [{ bucket: opened.bucket, heard: clock(), case: opened.id, raw, problem }])
  })
  log('reply.unmatched', { channel, reply: heard.id, candidates: candidates.length, case: opened.id })
}

/** One case for an address and a day. */
function strangers({ kind, address: { hash } }: Came, { clock, sha256 }: HearingRoom): CaseRow {
  const now = clock()
  const day = dayOf(now)
  const digits = sha256(`stranger\n${kind}\n${hash}\n${day}`)
  return {
    bucket: bucketOf(digits),
    id: `s-${digits.slice(0, 16)}`,
    customer: null,
    kind: 'reply-from-stranger',
    about: null,
    opened: now,
    due: now + DAY,
    says: `Somebody wrote over ${kind} on ${day} from an address that no customer has. \`troth replies\` shows the words.`,
  }
}

const dayOf = (now: Instant): string => formatInstant(now - (now % DAY)).slice(0, 10)

interface Choosing {
  readonly came: Came
  readonly candidates: readonly Candidate[]
}

async function whichOf(ref: string, { came, candidates }: Choosing, room: HearingRoom): Promise<CaseRow> {
  const now = room.clock()
  const places = candidates.map(({ place }) => place)
  const aliases = await aliasesOf(room.store, places.slice(0, MOST_NAMED))
  const more = places.length > MOST_NAMED ? ` and ${places.length - MOST_NAMED} more` : ''
  const id = checkCaseId(ref, room.sha256)
  return {
    bucket: bucketOf(room.sha256(id)),
    id,
    customer: null,
    kind: TO_CHECK,
    about: ref,
    opened: now,
    due: now + READ_WITHIN,
    says: `A reply over ${came.kind} may be of any of ${[...aliases.values()].join(', ')}${more}, who share its address. Say whose it is.`,
  }
}
