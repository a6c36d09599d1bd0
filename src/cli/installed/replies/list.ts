import type { Zone } from '../../../core/time/zone.ts'
import type { Slot } from '../../../core/visit/slot.ts'
import { listReplies as listed, type ListedReply } from '../../../engine/replies/list-replies.ts'
import { shownReply } from '../../../http/shown/reply.ts'
import { writeAudit } from '../../../store/company/write-audit.ts'
import type { Command } from '../../command.ts'
import { EXIT, usage } from '../../exit.ts'
import { whoIsThere, withLedger } from '../../live/with-ledger.ts'
import { localTime } from '../../times.ts'
import type { RepliesValues } from './words.ts'

/** Who is at this machine may read what is personal; that they did is on record before they see it. */
export function listReplies({ terminal: { out }, world }: Command, values: RepliesValues): Promise<number> {
  const limit = Number(values.limit)
  if (!Number.isInteger(limit) || limit < 1) throw usage(`--limit ${values.limit} is no number.`, 'From 1 on.')
  return withLedger({ world, values }, async ({ store, vault, settings }) => {
    const now = world.clock()
    const found = await listed({ store, vault, now, closedToo: values.closed, limit })
    const audited = { at: now, who: whoIsThere(world), what: 'personal.read' }
    const detail = { replies: found.map((one) => one.case.id) }
    if (found.some(({ words }) => words !== null))
      await store.inTransaction((tx) => writeAudit(tx, { ...audited, detail }))
    if (values.json) out(JSON.stringify(found.map((one) => shownReply(one, true))))
    else if (found.length === 0) out('No reply waits for anybody.')
    else for (const one of found) for (const line of linesOf(one, settings.zone)) out(line)
    return EXIT.ok
  })
}

function linesOf(one: ListedReply, zone: Zone): readonly string[] {
  const { case: row, reply, channel, words, candidates, offered } = one
  const whose = row.customer === null ? 'nobody we know' : (reply?.alias ?? row.alias ?? '?')
  const due = row.due === null ? '' : `, due ${localTime(zone, row.due)}`
  const closed = row.closed === null ? due : `, closed as ${row.disposition ?? ''}`
  return [
    `${row.id}  ${candidates.length > 0 ? `one of ${candidates.join(', ')}` : whose}, over ${channel ?? '?'}${closed}`,
    ...(words === null
      ? ['  (nobody can read it any more)']
      : words.map((text) => `  “${text.replaceAll('\n', '\n   ')}”`)),
    ...readingLines(one),
    ...(offered.length === 0 ? [] : [`  on offer   ${offered.map((slot) => slotText(slot, zone)).join('; ')}`]),
  ]
}

function readingLines({ reply }: ListedReply): readonly string[] {
  if (reply === null) return []
  const { answer, read_by: by, certainty, wish } = reply.data
  const sure = typeof certainty === 'number' ? `, ${Math.round(certainty * 100)} % sure` : ''
  const wished = typeof wish === 'string' ? `; wishes ${wish}` : ''
  const asked = reply.question?.options.map((option) => `${option.digit} ${option.answer}`).join(', ')
  return [
    `  read as    ${String(answer)} (${String(by)}${sure})${wished}`,
    ...(reply.question === null ? [] : [`  we asked   ${reply.question.template}: ${asked ?? ''}`]),
    ...(reply.visit === null ? [] : [`  visit      ${reply.visit.visit}, ${reply.visit.state}`]),
  ]
}

const slotText = ({ slot, start, end }: Slot, zone: Zone): string =>
  `${slot ?? 'unnamed'} ${localTime(zone, start)}–${localTime(zone, end).slice(-5)}`
