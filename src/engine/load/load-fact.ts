import type { FactData } from '../../core/fact/fact.ts'
import { customerId, type Sha256 } from '../../core/fact/subject.ts'
import { formatInstant, type Instant } from '../../core/time/instant.ts'
import type { Load } from '../../forecast/load.ts'
import { bucketOf } from '../../store/bucket.ts'
import type { CountedLoad } from '../../store/load/count-loads.ts'
import { LOAD_LOG } from '../../store/load/loads-since.ts'
import type { FactRow } from '../../store/log/append-facts.ts'
import { ORIGINS } from '../../store/log/fact-columns.ts'
import { TROTH } from '../turn/promise-facts.ts'

/** The numbers of a silo.load fact, and where each stands in a Load. */
const READ: Readonly<Record<string, (load: Load) => number>> = {
  opened: ({ opened }) => opened,
  open: ({ open }) => open,
  kept_7d: ({ week }) => week.kept,
  kept_late_7d: ({ week }) => week.keptLate,
  broken_7d: ({ week }) => week.broken,
  kept_60d: ({ sixtyDays }) => sixtyDays.kept,
  kept_late_60d: ({ sixtyDays }) => sixtyDays.keptLate,
  broken_60d: ({ sixtyDays }) => sixtyDays.broken,
}

type Numbers = Readonly<Record<string, unknown>>

/** A number that is not there, of a fact written by a version before, is 0. */
export function loadOf(data: Numbers): Load {
  const n = (name: string): number => (typeof data[name] === 'number' ? data[name] : 0)
  return {
    opened: n('opened'),
    open: n('open'),
    week: { kept: n('kept_7d'), keptLate: n('kept_late_7d'), broken: n('broken_7d') },
    sixtyDays: { kept: n('kept_60d'), keptLate: n('kept_late_60d'), broken: n('broken_60d') },
  }
}

export const isSameLoad = (a: Load, b: Load): boolean => Object.values(READ).every((read) => read(a) === read(b))

export const NO_LOAD: Load = loadOf({})

export const numbersOf = (load: Load): Readonly<Record<string, number>> =>
  Object.fromEntries(Object.entries(READ).map(([name, read]) => [name, read(load)]))

/** The rows of one hour's facts; each silo's are numbered from 1 in each hour. */
export function loadRows(loads: readonly CountedLoad[], hour: Instant, sha256: Sha256): readonly FactRow[] {
  const seqs = new Map<string, number>()
  return loads.map(({ owner, kind, numbers }) => {
    const seq = (seqs.get(owner) ?? 0) + 1
    seqs.set(owner, seq)
    return loadRow({ silo: owner, kind, ...numbers }, { hour, seq, about: `silo:${owner}`, sha256 })
  })
}

interface Placed {
  readonly hour: Instant
  readonly seq: number
  readonly about: string
  readonly sha256: Sha256
}

/** Heard at the whole hour it speaks of: a turn at any instant after it has that load, live and folded again. */
function loadRow(data: FactData, { hour, seq, about, sha256 }: Placed): FactRow {
  const subject = customerId(about, sha256)
  return {
    bucket: bucketOf(subject),
    subject_kind: LOAD_LOG,
    subject,
    seq,
    heard: hour,
    type: 'silo.load',
    time: hour,
    known: null,
    history: false,
    origin: ORIGINS.indexOf('engine'),
    source: TROTH,
    id: `silo.load:${String(data['silo'])}:${String(data['kind'])}:${formatInstant(hour)}`,
    about,
    sequence: null,
    data,
    personal: null,
    key_id: null,
  }
}
