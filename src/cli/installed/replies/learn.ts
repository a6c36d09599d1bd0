import { backtestReplies, type ReplyBacktest } from '../../../analysis/replies/backtest.ts'
import { correctedIn, type Corrected } from '../../../analysis/replies/corrected.ts'
import { learnReplies, replyModelText } from '../../../analysis/replies/learn.ts'
import { ANSWERS } from '../../../core/message/reply/reading.ts'
import { publishSuggester } from '../../../engine/replies/publish-suggester.ts'
import { repliesOfPeople } from '../../../engine/replies/replies-of-people.ts'
import { writeAudit } from '../../../store/company/write-audit.ts'
import type { Command } from '../../command.ts'
import { EXIT } from '../../exit.ts'
import { whoIsThere, withLedger, type OnLedger } from '../../live/with-ledger.ts'
import { sha256 } from '../../playbooks.ts'
import { columns } from '../../table.ts'
import type { RepliesValues } from './words.ts'

const corrected = async ({ store, vault }: OnLedger): Promise<readonly Corrected[]> =>
  correctedIn(await repliesOfPeople(store, vault))

/** `replies learn`: what people read is what the next reply like it is taken for, from now on. */
export function learn({ terminal: { out }, world }: Command, values: RepliesValues): Promise<number> {
  return withLedger({ world, values }, async (on) => {
    const read = await corrected(on)
    const content = replyModelText(learnReplies(read))
    const [now, by] = [world.clock(), whoIsThere(world)]
    const reason = values.reason ?? `learned from ${read.length} replies that people have read`
    const { version, isNew } = await on.store.inTransaction(async (tx) => {
      const published = await publishSuggester(tx, { content, reason, by, now }, sha256)
      const detail = { version: published.version, replies: read.length }
      if (published.isNew) await writeAudit(tx, { at: now, who: by, what: 'model.published', detail })
      return published
    })
    if (values.json) out(JSON.stringify({ published: isNew, version, replies: read.length }))
    else out(`${version}, of ${read.length} replies that people have read, is in force${isNew ? '' : ' already'}.`)
    return EXIT.ok
  })
}

/** `replies backtest`: what models of only the earlier replies would have said of each. Publishes nothing. */
export function backtest({ terminal: { out }, world }: Command, values: RepliesValues): Promise<number> {
  return withLedger({ world, values }, async (on) => {
    const read = await corrected(on)
    const tested = backtestReplies(read)
    if (values.json) out(JSON.stringify(tested))
    else for (const line of linesOf(tested, read)) out(line)
    return EXIT.ok
  })
}

function linesOf(
  { replies, right, sure, sureAndWrong, confusion }: ReplyBacktest,
  read: readonly Corrected[],
): readonly string[] {
  if (replies === 0) return ['No reply was read by a person yet; `troth replies` lists those that wait.']
  const stood = read.filter(({ answer, was }) => answer === was).length
  return [
    `${replies} replies that people have read; ${stood} of them had been taken for the same.`,
    `Learned from earlier ones only: ${right} right; sure enough to ask back of ${sure}, ${sureAndWrong} of them wrong.`,
    '',
    ...columns(
      [
        ['read as \\ suggested', ...ANSWERS],
        ...ANSWERS.map((answer) => [answer, ...ANSWERS.map((other) => String(confusion[answer][other]))]),
      ],
      ANSWERS.length + 1,
    ),
  ]
}
