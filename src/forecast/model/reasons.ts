import { cellOf, isDated, type Asked } from './asked.ts'
import { chanceOf, logOdds, type Chances } from './chances.ts'
import type { CompiledModel, Known } from './compiled.ts'
import { recent, type DatedLook } from './look.ts'
import type { Counted } from './outcomes.ts'

export interface Explaining {
  readonly compiled: CompiledModel
  readonly asked: Asked
  readonly known: Known
  /** null: of a promise without a due time. */
  readonly look: DatedLook | null
}

interface Reason {
  /** How far it moves the score, in log-odds. */
  readonly moves: number
  readonly words: string
}

/** Less moves nothing that a person would notice: two points of a hundred. */
const LEAST = 0.1
/** Of fewer there is no telling. */
const ENOUGH = 5

/**
 * Why a score is what it is, in words, the strongest reason first; never empty. What speaks for the other side is left
 * out: "at risk, since most of the time left is working time" explains nothing.
 */
export function reasonsOf(explaining: Explaining): readonly string[] {
  const [history, ...more] = historyReasons(explaining)
  const others = [...more, ...workReason(explaining), ...tableReasons(explaining)]
  const moved = others.reduce((sum, { moves }) => sum + moves, history.moves)
  const telling = others.filter(({ moves }) => Math.abs(moves) >= LEAST && moves > 0 === moved > 0)
  return [history, ...telling].toSorted((a, b) => Math.abs(b.moves) - Math.abs(a.moves)).map(({ words }) => words)
}

function historyReasons({ compiled, asked, known, look }: Explaining): readonly [Reason, ...Reason[]] {
  const { history } = compiled.model
  const waits = look !== null && look.share >= 1
  const usual = logOdds(waits ? history.waiting : history.made)
  const { week } = recent(known.chances, asked.load)
  const moves = (look === null ? logOdds(week.made) : look.week) - usual
  const said: Reason = { moves, words: historyWords({ asked, known, waits, look }) }
  return look === null ? [said] : [said, ...silence(known.chances, look)]
}

interface Telling {
  readonly asked: Asked
  readonly known: Known
  readonly waits: boolean
  readonly look: DatedLook | null
}

function historyWords({ asked: { load }, known, waits, look }: Telling): string {
  const those = waits ? 'such promises still open so late' : 'such promises'
  const recently: readonly (readonly [string, Counted | undefined])[] = [
    ['7', load?.week],
    ['60', load?.sixtyDays],
  ]
  for (const [days, counted] of recently) {
    if (counted === undefined) continue
    const all = counted.broken + (waits ? counted.keptLate : counted.kept)
    if (all >= ENOUGH) return `${counted.broken} of ${all} ${those} broke in the last ${days} days`
  }
  const share = look === null ? known.chances.made : chanceOf(look.longRun)
  if (known.history !== null) return `${percent(share)} of ${those} broke`
  return `nothing of this kind was seen before; of the promises nearest to it ${percent(share)} broke`
}

/** Silence speaks: by now most of those that were kept had been done. */
function silence({ made }: Chances, look: DatedLook): readonly Reason[] {
  const open = Math.min(1, made / chanceOf(look.longRun))
  const done = 1 - (open - made) / (1 - made)
  const inTen = Math.floor(done * 10)
  if (inTen < 5) return []
  return [{ moves: look.longRun - logOdds(made), words: `by now ${inTen} in 10 of those kept were done` }]
}

function workReason({ compiled, asked, look }: Explaining): readonly Reason[] {
  const { dated } = compiled.model
  if (dated === null || look === null || !isDated(asked)) return []
  const moves = (dated.made.work * (1 - look.share) + dated.waiting.work * look.share) * look.work
  const words =
    look.work < 0
      ? 'little of the time left is when the silo usually works'
      : 'much of the time left is when the silo usually works'
  return [{ moves, words }]
}

function tableReasons({ compiled, asked, look }: Explaining): readonly Reason[] {
  return (look === null ? compiled.undated : compiled.dated).map(({ of, adds }) => {
    const cell = cellOf(asked, of) ?? ''
    const moves = adds.get(cell) ?? 0
    return { moves, words: `${moves > 0 ? 'more' : 'fewer'} break with ${of.join(' and ')} ${cell}` }
  })
}

const percent = (share: number): string => `${Math.round(share * 100)} %`
