import type { SendAnswer } from '../../core/message/channel.ts'
import type { Duration } from '../../core/time/instant.ts'
import type { Answered, NoBind } from './bind.ts'
import { smppLibrary } from './library.ts'
import type { Link } from './link.ts'
import type { Submit } from './outgoing.ts'
import type { Pace } from './pace.ts'
import type { Parts } from './parts.ts'
import { givenId } from './receipt.ts'
import type { SmppSettings } from './settings.ts'
import { fateOfStatus, isThrottled } from './status.ts'

export interface SubmitBy {
  readonly settings: SmppSettings
  readonly link: Link
  readonly parts: Parts
  readonly pace: Pace
}

/** What a throttling SMSC is left alone for; every unit waits so long. */
const REST: Duration = 1000
/** How often a later part waits that long: what is half sent is worth some seconds. */
const TRIES = 5

/** Hands over the units of one message, one after the other. */
export function submitter(by: SubmitBy): (units: readonly Submit[]) => Promise<SendAnswer> {
  return async (units) => {
    const [first] = units
    if (first !== undefined && units.length === 1) return submitOne(first, TRIES, by)
    const group = by.parts.open(units.length)
    try {
      let answer: SendAnswer = { fate: 'accepted', providerId: null }
      for (const [at, unit] of units.entries()) {
        answer = await submitOne(unit, at === 0 ? TRIES : 1, by)
        if (answer.fate !== 'accepted') return answer
        if (answer.providerId !== null) group.add(answer.providerId)
      }
      return answer
    } finally {
      group.close()
    }
  }
}

async function submitOne(unit: Submit, tries: number, { settings, link, pace }: SubmitBy): Promise<SendAnswer> {
  for (let nth = tries; ; nth += 1) {
    const bind = await link.bound()
    if (!('request' in bind)) return away(bind)
    const answer = await pace.run(() => bind.request('submit_sm', unit))
    if (answer === null || !('pdu' in answer)) return broken(answer)
    const { command_status: status, message_id: id = '' } = answer.pdu
    if (status === 0) return { fate: 'accepted', providerId: id === '' ? null : givenId(id, settings.receiptIds) }
    if (isThrottled(status)) pace.rest(REST)
    if (!isThrottled(status) || nth >= TRIES) return fateOfStatus(status, (await smppLibrary()).errors)
  }
}

const broken = (answer: Exclude<Answered, { readonly pdu: unknown }> | null): SendAnswer =>
  answer === null
    ? away({ reason: 'connection-lost', words: 'the bind broke before it was written' })
    : { fate: 'unknown', reason: answer.broken, words: UNKNOWN[answer.broken] }

const away = ({ reason, words }: NoBind): SendAnswer => ({
  fate: 'later',
  after: reason === 'not-let-in' ? 60_000 : 5_000,
  reason,
  words,
})

const UNKNOWN = {
  'timed-out': 'the SMSC took it and did not answer in time',
  'connection-lost': 'the connection broke before the SMSC answered',
} as const
