import type { ClausesShape, MomentShape, OnFactShape, PlaybookShape, PromiseShape } from '../playbook/shape.ts'
import { columns } from './table.ts'

/** A playbook as a short table that can be read aloud. */
export function playbookLines(shape: PlaybookShape): readonly string[] {
  const promises = Object.entries(shape.promises ?? {}).flatMap(([name, promise]) => promiseLines(name, promise))
  const own = shape.moments ?? []
  const onBreak = shape.for === undefined ? 'of the playbook itself' : 'on every broken promise'
  const anchor = shape.anchor === undefined ? onBreak : `after ${shape.anchor.fact}`
  const moments = own.length === 0 ? [] : ['', `moments ${anchor}`, ...momentLines(own)]
  return [...promises, ...moments]
}

const written = (value: string | { readonly cel: string }): string => (typeof value === 'string' ? value : value.cel)

function promiseLines(name: string, promise: PromiseShape): readonly string[] {
  const rows = [
    ['due', dueWords(promise)],
    ['made by', clauseWords(promise['made-by'])],
    ['moved by', clauseWords(promise['moved-by'])],
    ['kept by', clauseWords(promise['kept-by'])],
    ['broken by', clauseWords(promise['broken-by'])],
    ['ended by', clauseWords(promise['ended-by'])],
    ['disputed by', clauseWords(promise['disputed-by'])],
    ['reopened by', clauseWords(promise['reopened-by'])],
    ['checked', promise.standing === undefined ? '' : `${promise.standing.check} at each ${promise.standing.per}`],
    ['needs', (promise.needs ?? []).join(', ')],
  ].filter(([, words]) => words !== '')
  const to = promise.to === undefined ? '' : ` to ${promise.to}`
  return [
    '',
    `${name}  owned by ${written(promise.owner)}${to}`,
    ...indent(columns(rows, 2)),
    ...momentLines(promise.moments ?? []),
  ]
}

const indent = (lines: readonly string[]): readonly string[] => lines.map((line) => `  ${line}`)

function dueWords({ due, grace }: PromiseShape): string {
  const parts = [due?.from, due?.to].flatMap((term) => {
    if (term === undefined) return []
    if ('cel' in term) return [term.cel]
    return 'within' in term ? [`within ${term.within}`] : [`${term['business-days']} business days`]
  })
  const text = parts.join(' to ')
  return grace === undefined || text === '' ? text : `${text}, evidence may come ${grace} later`
}

function clauseWords(clauses: ClausesShape | undefined): string {
  if (clauses === undefined) return ''
  const all = Array.isArray(clauses) ? clauses : 'any' in clauses ? clauses.any : [clauses]
  return all.map(({ fact, when }) => (when === undefined ? fact : `${fact} when ${when}`)).join(', or ')
}

function momentLines(moments: readonly MomentShape[]): readonly string[] {
  return indent(
    columns(
      moments.map((moment) => [moment.id, atWords(moment), doesWords(moment)]),
      3,
    ),
  )
}

function atWords({ at, unless }: MomentShape): string {
  const but = unless === undefined ? '' : `, unless ${unless}`
  if ('life' in at) return `when ${at.life}${but}`
  if ('fact' in at) return `${onFactWords(at)}${but}`
  if ('jeopardy' in at) return `in ${at.jeopardy} jeopardy, until ${at.until}${but}`
  if ('word-due' in at) return `when the next word of ${[at['word-due']].flat().join(' or ')} is due${but}`
  if ('check' in at) return `when a check fails${but}`
  const side = 'before' in at ? `before ${at.before}` : `after ${at.after}`
  if ('business-days' in at) return `${at['business-days']} business days ${side}${but}`
  return 'by' in at ? `${at.by} ${side}${but}` : `${at.days} days ${side} at ${at.clock}${but}`
}

const onFactWords = ({ fact, when, while: any }: OnFactShape): string =>
  `on ${fact}${when === undefined ? '' : ` when ${when}`}${any === undefined ? '' : ', settled or not'}`

function unansweredWords({ unanswered }: MomentShape): string {
  if (unanswered === undefined) return ''
  const { after, try: again, then } = unanswered
  const steps = [again === undefined ? [] : 'the next channel', then === undefined ? [] : `a case ${then.case}`].flat()
  return `, unanswered for ${after}: ${steps.join(', then ')}`
}

function doesWords(moment: MomentShape): string {
  const { say, ask, nudge, rung, case: opens, 'next-word': next } = moment
  if (nudge !== undefined) return `nudge ${nudge}${rung === undefined ? '' : `, rung ${rung}`}`
  const more =
    next === undefined
      ? ''
      : `, next word within ${typeof next === 'string' ? next : `${next['business-days']} business days`}`
  if (say !== undefined)
    return `say ${say}${ask === undefined ? '' : `, ask ${ask.join(', ')}`}${more}${unansweredWords(moment)}`
  return `open a case${opens === undefined ? '' : ` ${opens}`}`
}
