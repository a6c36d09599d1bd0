import { nearest } from '../../core/document/near.ts'
import { ANSWERS, type Answer } from '../../core/message/reply/reading.ts'
import { parseWords, type Command, type Run } from '../command.ts'
import { EXIT, usage } from '../exit.ts'
import { withLedger } from '../live/with-ledger.ts'
import { carryOut } from './case-order.ts'
import { backtest, learn } from './replies/learn.ts'
import { listReplies } from './replies/list.ts'
import { OPTIONS, type RepliesValues } from './replies/words.ts'

interface AskedReplies {
  readonly values: RepliesValues
  readonly id: string | undefined
}

type Verb = (command: Command, asked: AskedReplies) => Promise<number>

const VERBS: Readonly<Record<string, Verb>> = {
  list: (command, { values }) => listReplies(command, values),
  accept: (command, asked) => read(command, asked, null),
  learn: (command, { values }) => learn(command, values),
  backtest: (command, { values }) => backtest(command, values),
  read: (command, asked) => read(command, asked, answerIn(asked.values)),
}

/** `replies [list|accept|read|learn|backtest]`: what came back and waits for a person, and what is learned from them. */
export const replies: Run = async (command) => {
  const { values, positionals } = parseWords(command.args, OPTIONS)
  const [word = 'list', id] = positionals
  const verb = VERBS[word]
  if (verb !== undefined) return verb(command, { values, id })
  const near = nearest(word, Object.keys(VERBS))
  const mend = near === undefined ? `Use one of: ${Object.keys(VERBS).join(', ')}.` : `Did you mean “${near}”?`
  throw usage(`replies knows no “${word}”.`, mend)
}

/** null: as it was read, for the customer that is named. */
function answerIn({ answer, customer }: RepliesValues): Answer | null {
  if (answer === undefined && customer !== undefined) return null
  const known = ANSWERS.find((one) => one === answer)
  if (known !== undefined) return known
  throw usage('What does it say?', `troth replies read ID --answer ${ANSWERS.join('|')} [--slot s-4] [--told]`)
}

function read(command: Command, { values, id }: AskedReplies, answer: Answer | null): Promise<number> {
  if (id === undefined) throw usage('Which reply?', 'Give the id of its case: see `troth replies`.')
  const { slot, customer, told } = values
  const body = {
    ...(answer === null ? {} : { answer }),
    ...(slot === undefined ? {} : { slot }),
    ...(customer === undefined ? {} : { customer }),
    ...(told ? { told } : {}),
  }
  return withLedger({ world: command.world, values }, async (on) => {
    const done = await carryOut(on, command.world, { verb: 'read', id, body })
    command.terminal.out(values.json ? JSON.stringify({ case: done }) : `${done} is read and closed.`)
    return EXIT.ok
  })
}
