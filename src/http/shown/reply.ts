import type { Slot } from '../../core/visit/slot.ts'
import type { ListedReply } from '../../engine/replies/list-replies.ts'
import type { ReplyView } from '../../wire/reply-view.ts'
import { when, whenOrNull } from './instant.ts'

/** Words only for who may read what is personal. */
export function shownReply(listed: ListedReply, seesWords: boolean): ReplyView {
  const { case: row, reply, offered, candidates, channel, words } = listed
  const { id, says, assignee, disposition, opened, due, closed, alias } = row
  return {
    case: id,
    kind: row.kind === 'reply-from-stranger' ? row.kind : 'reply-to-check',
    says,
    opened: when(opened),
    due: whenOrNull(due),
    closed: whenOrNull(closed),
    disposition,
    assignee,
    alias: row.customer === null ? null : (reply?.alias ?? alias),
    candidates: [...candidates],
    channel,
    visit: reply?.visit?.visit ?? null,
    read: readingOf(reply),
    question: questionOf(reply),
    offered: offered.map(shownSlot),
    ...(seesWords ? { words: words === null ? null : [...words] } : {}),
  }
}

function readingOf(reply: ListedReply['reply']): ReplyView['read'] {
  if (reply === null) return null
  const { answer, read_by: by, certainty, wish } = reply.data
  return {
    answer: String(answer),
    by: typeof by === 'string' ? by : null,
    certainty: typeof certainty === 'number' ? certainty : null,
    wish: typeof wish === 'string' ? wish : null,
  }
}

function questionOf(reply: ListedReply['reply']): ReplyView['question'] {
  const question = reply?.question ?? null
  if (question === null) return null
  const answers = question.options.map(({ digit, answer, slot }) => ({
    digit,
    answer,
    slot: slot === null ? null : shownSlot(slot),
  }))
  return { text: question.template, answers }
}

const shownSlot = ({ slot, start, end }: Slot) => ({ slot, start: when(start), end: when(end) })
