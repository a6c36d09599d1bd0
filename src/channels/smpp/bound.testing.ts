import type { Heard } from '../../core/message/channel.ts'
import { openSmpp } from '../smpp.ts'
import type { SmppSettings } from './settings.ts'
import { smsc, type Smsc, type SmscBehaviour } from './smsc.testing.ts'

export const TO = '+447700900123'
const NOW = Date.UTC(2015, 2, 5, 7, 0, 3)

const settingsOf = (port: number, other: Partial<SmppSettings> = {}): SmppSettings => ({
  host: '127.0.0.1',
  port,
  tls: false,
  ca: null,
  systemId: 'troth',
  password: 'secret',
  systemType: '',
  sender: '88222',
  senderType: null,
  country: 'GB',
  receives: true,
  receipts: true,
  receiptIds: 'same',
  alphabet: 'gsm',
  long: 'parts',
  longest: 16_000,
  atOnce: 8,
  perSecond: null,
  timeouts: { connect: 500, answer: 300, silence: 10_000 },
  ...other,
})

export const open = (port: number, other: Partial<SmppSettings> = {}) => openSmpp(settingsOf(port, other), () => NOW)

export interface Here {
  readonly peer: Smsc
  readonly channel: ReturnType<typeof openSmpp>
  readonly heard: readonly Heard[]
}

/** A channel that listens, and an SMSC it is bound to. */
export async function bound(
  behaviour: SmscBehaviour,
  other: Partial<SmppSettings>,
  run: (here: Here) => Promise<void>,
) {
  const peer = await smsc(behaviour)
  const channel = open(peer.port, other)
  const heard: Heard[] = []
  try {
    channel.listen?.(async (words) => void heard.push(...words))
    await peer.bound
    await run({ peer, channel, heard })
  } finally {
    await channel.close()
    await peer.stop()
  }
}

export const LONG = 'We come on Tuesday between 08:00 and 12:00. '.repeat(9)
