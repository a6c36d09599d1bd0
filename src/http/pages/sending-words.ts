import type { SendingRow } from '../../store/company/sending-states.ts'
import { counted } from './words.ts'

/** What a brand's sending state means, for whoever has not read the manual. */
export function brandWords(row: SendingRow | undefined): string {
  switch (row?.state) {
    case 'on':
      return 'Sending is on: what is decided leaves the house.'
    case 'trial':
      return `Trial: only ${counted(row.recipients.length, 'listed recipient')} may hear from us. All else is recorded and stays here.`
    case 'shadow':
      return 'Shadow: every message is decided and recorded, and none is sent.'
    case 'off':
    case 'paused':
    case 'resumed':
    case undefined:
      return 'Sending is off, as after every installation: messages are decided and recorded, and none leaves the house.'
  }
}

/** The whole of what holds messages back beside that. */
export const pausedWords = ({ scope, by, reason }: SendingRow): string =>
  `${scope === 'all' ? 'Everything' : scope} is paused by ${by}: ${reason}.`
