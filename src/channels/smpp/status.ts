import type { FailedReason, SendAnswer } from '../../core/message/channel.ts'
import type { Duration } from '../../core/time/instant.ts'

/** command_status (SMPP 3.4 §5.1.3): what passes by itself, and after how long to try again. */
const PASSING: Readonly<Record<number, Duration>> = {
  0x04: 5_000, // not bound as it must be: the bind is being made anew
  0x08: 30_000, // ESME_RSYSERR
  0x14: 30_000, // ESME_RMSGQFUL
  0x58: 5_000, // ESME_RTHROTTLED
  0x64: 30_000, // ESME_RX_T_APPN
}

const BUSY: ReadonlySet<number> = new Set([0x14, 0x58])

/** And what says more than that it was refused. */
const REASONS: Readonly<Record<number, FailedReason>> = {
  0x01: 'too-long', // ESME_RINVMSGLEN
  0x0b: 'bad-address', // ESME_RINVDSTADR
  0x50: 'bad-address', // ESME_RINVDSTTON
  0x51: 'bad-address', // ESME_RINVDSTNPI
  0xfe: 'unreachable', // ESME_RDELIVERYFAILURE
}

export const isThrottled = (status: number): boolean => BUSY.has(status)

/** What a status other than 0 means for the message. `names` are the library's. */
export function fateOfStatus(status: number, names: Readonly<Record<string, number>>): SendAnswer {
  const code = statusName(status, names)
  const words = `the SMSC answers ${code}`
  const after = PASSING[status]
  if (after !== undefined) return { fate: 'later', after, reason: isThrottled(status) ? 'busy' : 'peer-failed', words }
  return { fate: 'failed', reason: REASONS[status] ?? 'refused', code, words }
}

/** `ESME_RINVDSTADR`, or `0x00000461` of a vendor's own. */
export const statusName = (status: number, names: Readonly<Record<string, number>>): string =>
  Object.entries(names).find(([, code]) => code === status)?.[0] ?? `0x${status.toString(16).padStart(8, '0')}`
