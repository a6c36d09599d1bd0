import type { DatedWeights, Figures, Model, Table } from '../forecast/model/model.ts'
import { columns, count } from './table.ts'

/** How many kinds are shown: those that were promised most. */
const MOST_KINDS = 20

/** A model for a person: what it rests on, what weighs how much, and how well it did on what it had not seen. */
export function modelLines(model: Model, name: string): readonly string[] {
  const { learned } = model
  return [
    `Model ${name}, learned from ${count(learned.versions)} promises of ${learned.file} heard before ${learned.before}`,
    '',
    ...figureLines(model),
    '',
    ...levelLines(model),
    '',
    ...weightLines(model),
    ...[...(model.dated?.tables ?? []), ...(model.undated?.tables ?? [])].flatMap(tableLines),
    '',
    ...kindLines(model),
  ]
}

function figureLines({ figures }: Model): readonly string[] {
  const row = (name: string, of: Figures | null): readonly (readonly string[])[] =>
    of === null
      ? []
      : [
          [
            name,
            count(of.n),
            percent(of.base),
            of.auc.toFixed(3),
            of.ece.toFixed(3),
            percent(of.recallAtPrecision['0.95']),
            percent(of.recallAtPrecision['0.90']),
          ],
        ]
  const rows = [
    ...row('at tell-by', figures.atTellBy),
    ...row('when made', figures.atBirth),
    ...row('without a due time', figures.undated),
  ]
  if (rows.length === 0) return ['Too short a past to judge later promises by models of earlier ones.']
  const header = [
    'later promises judged by models of earlier ones',
    'promises',
    'broken',
    'AUC',
    'ECE',
    'caught at precision .95',
    'at .90',
  ]
  return columns([header, ...rows])
}

function levelLines({ levels, figures, learned }: Model): readonly string[] {
  const { early, last } = levels
  const lines = [
    `The customer is told from ${percent(last.medium)} on at the last look before tell-by, from ${percent(early.medium)} on before it.`,
  ]
  const { policy } = figures
  if (policy === null) return lines
  const cost = `a false alarm costing ${learned.falseAlarmCost} silent breaks`
  return [
    ...lines,
    `Of those judged that left ${policy.silentPer100Broken} of 100 breaks silent, with ${policy.falseAlarmsPer100Kept} false alarms per 100 kept (${cost}).`,
  ]
}

const WEIGHTS: readonly (readonly [keyof DatedWeights, string])[] = [
  ['week', 'broken in the last 7 days'],
  ['sixtyDays', 'broken in the last 60 days'],
  ['longRun', 'broken in the long run'],
  ['work', 'usual working time left'],
  ['base', 'always'],
]

function weightLines({ dated, undated }: Model): readonly string[] {
  const rows = WEIGHTS.map(([name, words]) => [
    words,
    signed(dated?.made[name] ?? 0),
    signed(dated?.waiting[name] ?? 0),
  ])
  const weights = dated === null ? [] : columns([['weight, in log-odds', 'when made', 'at tell-by'], ...rows])
  const ages =
    undated === null
      ? []
      : columns([
          ['without a due time, by age', 'log-odds'],
          ...undated.age.map(([hours, odds]) => [`${hours} h`, signed(odds)]),
        ])
  return [...weights, ...(weights.length > 0 && ages.length > 0 ? [''] : []), ...ages]
}

function tableLines({ of, adds }: Table): readonly string[] {
  const strongest = Object.entries(adds).toSorted(([, a], [, b]) => Math.abs(b) - Math.abs(a))
  const shown = strongest.slice(0, 10).map(([cell, odds]) => [cell, signed(odds)])
  return ['', ...columns([[`by ${of.join(' and ')} (${strongest.length})`, 'log-odds'], ...shown])]
}

function kindLines({ history }: Model): readonly string[] {
  const kinds = Object.entries(history.owners).flatMap(([owner, { kinds: known }]) =>
    Object.entries(known).map(([kind, of]) => ({ owner, kind, ...of })),
  )
  const shown = kinds.toSorted((a, b) => b.settled - a.settled).slice(0, MOST_KINDS)
  const rows = shown.map(({ owner, kind, settled, made, waiting, overrun }) => [
    kind,
    owner,
    count(settled),
    percent(made),
    percent(waiting),
    overrun === null ? '–' : `${overrun} h`,
  ])
  const header = ['kind', 'silo', 'settled', 'broken', 'of those open at tell-by', 'half made good after']
  const rest = kinds.length - shown.length
  return [...columns([header, ...rows], 2), ...(rest > 0 ? [`… and ${count(rest)} kinds more`] : [])]
}

const percent = (share: number): string => `${(share * 100).toFixed(0)} %`
const signed = (value: number): string => (value < 0 ? `−${Math.abs(value).toFixed(2)}` : `+${value.toFixed(2)}`)
