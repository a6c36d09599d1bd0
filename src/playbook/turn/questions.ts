import type { Fact } from '../../core/fact/fact.ts'
import type { Decision } from '../../core/message/decision.ts'
import type { Unanswered } from '../moment.ts'
import { insertPlan, type Question } from './plans.ts'
import type { Turn } from './turn.ts'

const AGAIN = 'unanswered'
const CASE = 'unanswered-case'

/** Of a moment that may be asked more than once about one version, each asking has its own. */
const named = (name: string, first: string): string => (first === '0' ? name : `${name} after ${first}`)

export const againOf = ({ occurrence }: Question): string => named(AGAIN, occurrence)

export const caseOf = ({ occurrence }: Question): string => named(CASE, occurrence)

/** The occurrence of the question that a follow-up was asked after. */
export const askedAs = (occurrence: string): string => / after (.*)$/.exec(occurrence)?.[1] ?? '0'

/** Whether a decision follows a question that nobody answered; it is no occurrence of its own then. */
export const isFollowUp = (occurrence: string): boolean => /^unanswered(-case)?( after |$)/.test(occurrence)

type Asking = Pick<Decision, 'anchor' | 'moment' | 'occurrence' | 'outcome' | 'action' | 'at' | 'promise' | 'version'> &
  Pick<Decision, 'because'>

/** What was just said may wait for an answer: then it is written down what is asked, and until when. */
export function noteAsked(turn: Turn, asking: Asking): void {
  const { moment, occurrence, outcome, action, at } = asking
  const unanswered = outcome === 'said' && action.do === 'say' ? turn.program.asking.get(moment)?.unanswered : null
  if (unanswered === undefined || unanswered === null) return
  const isAgain = isFollowUp(occurrence)
  if (!follows(unanswered, isAgain)) return
  const { anchor, promise, version, because } = asking
  const first = isAgain ? firstOf(occurrence) : occurrence
  const about = { moment, anchor, promise, version, facts: because.facts }
  const question: Question = { ...about, occurrence: first, asked: at, by: at + unanswered.after, isAgain }
  turn.questions.push(question)
  insertPlan(turn.plans, {
    what: 'unanswered',
    at: question.by,
    promise: promise ?? '',
    version: version ?? 0,
    question,
  })
}

const follows = ({ again, then }: Unanswered, isAgain: boolean): boolean => then !== null || (again && !isAgain)

const firstOf = (occurrence: string): string => occurrence.replace(/^unanswered( after |$)/, '') || '0'

/** It is answered, has ended, or something follows: nobody waits for it any more. */
export function dropQuestion({ questions, plans }: Turn, question: Question): void {
  questions.splice(questions.indexOf(question), 1)
  const plan = plans.findIndex((one) => one.what === 'unanswered' && one.question === question)
  if (plan >= 0) plans.splice(plan, 1)
}

/** What the customer does about the thing asked of is an answer, whatever it says: somebody there has read the question. */
export function hearAnswer(turn: Turn, fact: Fact): void {
  if (turn.questions.length === 0 || !isAnswer(fact)) return
  endQuestions(turn, (question) => isAbout(fact, question))
}

/** The version is settled or never was: there is nothing to ask of it any more. */
export function endQuestionsOf(turn: Turn, promise: string, version: number): void {
  if (turn.questions.length === 0) return
  endQuestions(turn, (question) => question.promise === promise && question.version === version)
}

/** Only what was asked before: a turn folded again from the log knows at its start what was asked later. */
function endQuestions(turn: Turn, isOver: (question: Question) => boolean): void {
  for (const question of turn.questions.filter((one) => one.asked < turn.now && isOver(one)))
    dropQuestion(turn, question)
}

const isAnswer = ({ type, origin }: Fact): boolean =>
  type === 'visit.confirmed' || (origin === 'person' && (type === 'reply.received' || type === 'link.used'))

/** A reply that names nothing may be about anything: who has just answered is not told that nobody did. */
function isAbout({ data }: Fact, { promise }: Question): boolean {
  const named = [data['visit'], data['promise']].filter((name) => typeof name === 'string')
  if (named.length === 0 || promise === null) return true
  return named.some((name) => name === promise || promise.slice(promise.indexOf('/') + 1) === name)
}
