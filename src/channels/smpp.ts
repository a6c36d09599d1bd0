import type { Problem } from '../core/document/problem.ts'
import type { Channel, ChannelCapabilities, OutMessage, SendAnswer } from '../core/message/channel.ts'
import { minutes, type Instant } from '../core/time/instant.ts'
import { channelProblem } from './channel-problem.ts'
import { openDoor, type Door } from './door.ts'
import { readNumber } from './sms/number.ts'
import { senderKind } from './sms/sender.ts'
import type { Bind, NoBind } from './smpp/bind.ts'
import { incomingOf, OVERDUE, type Incoming } from './smpp/incoming.ts'
import type { Pdu } from './smpp/library.ts'
import { linkOf, type Link } from './smpp/link.ts'
import { submitsOf } from './smpp/outgoing.ts'
import { paceOf } from './smpp/pace.ts'
import { knownParts } from './smpp/parts.ts'
import type { SmppSettings } from './smpp/settings.ts'
import { submitter } from './smpp/submit.ts'
import { unfit } from './unfit.ts'

/** ESME_RX_T_APPN (SMPP 3.4 §5.1.3): not now, say it again. */
const SAY_AGAIN = 0x64

/** Text messages by SMPP 3.4 over one bind. 0.22–0.38 CPU-ms a message, the fuller the window the less (bench/results/2026-11-22-sms.md). */
export function openSmpp(settings: SmppSettings, now: () => Instant): Channel {
  const capabilities = capabilitiesOf(settings)
  const door = openDoor()
  const parts = knownParts()
  const ear = earOf(door)
  const link = linkOf(settings, (pdu, bind) => void ear.hear(pdu, bind))
  const submit = submitter({ settings, link, parts, pace: paceOf(settings.atOnce, settings.perSecond) })
  const deliver = async (message: OutMessage): Promise<SendAnswer> => {
    const to = await readNumber(message.to ?? '', settings.country)
    if ('bad' in to) return { fate: 'failed', reason: 'bad-address', code: null, words: to.bad }
    return submit(submitsOf(message, to.number, settings))
  }
  return {
    name: 'smpp',
    capabilities,
    send: async (message) => unfit(message, capabilities) ?? (await door.through(() => deliver(message))) ?? CLOSED,
    listen: (hear) => {
      ear.open(incomingOf({ settings, parts, hear, now }))
      link.keep()
    },
    check: () => checkBind(settings, link),
    close: async () => {
      await door.shut()
      await ear.close()
      await link.end()
    },
  }
}

/** Hears what the SMSC delivers, once somebody listens, and answers when it is on record. */
function earOf(door: Door) {
  let incoming: Incoming | undefined
  let overdue: NodeJS.Timeout | undefined
  const deliver = async (pdu: Pdu): Promise<boolean> => {
    try {
      await incoming?.deliver(pdu)
      return incoming !== undefined
    } catch {
      return false
    }
  }
  return {
    open: (opened: Incoming): void => {
      incoming = opened
      overdue = setInterval(() => void opened.overdue(OVERDUE).catch(() => undefined), minutes(1))
    },
    hear: async (pdu: Pdu, bind: Bind): Promise<void> => {
      const taken = await door.through(() => deliver(pdu))
      bind.respond(pdu, taken === true ? 0 : SAY_AGAIN)
    },
    close: async (): Promise<void> => {
      clearInterval(overdue)
      // The SMSC was told that we have these parts: better half a reply than none.
      await incoming?.overdue(-1).catch(() => undefined)
    },
  }
}

const CLOSED: SendAnswer = { fate: 'later', after: minutes(1), reason: 'closed', words: 'the channel was closed' }

const capabilitiesOf = (settings: SmppSettings): ChannelCapabilities => ({
  address: 'sms',
  receives: settings.receives && senderKind(settings.sender) !== 'word',
  buttons: 0,
  receipts: settings.receipts,
  session: null,
  // SMPP has no id of ours that an SMSC would drop a repeat by, and query_sm asks by the SMSC's.
  afterUnknown: 'never',
  atOnce: settings.atOnce,
  perSecond: settings.perSecond,
  longest: settings.longest,
})

async function checkBind({ host, port }: SmppSettings, link: Link): Promise<Problem | null> {
  const bind = await link.bound()
  const silent = 'request' in bind ? await asked(bind) : bind
  if (silent === null) return null
  const ours = silent.reason === 'not-let-in'
  return channelProblem({
    path: ours ? 'smpp.password' : 'smpp.host',
    code: ours ? 'smpp-not-let-in' : 'smpp-unreachable',
    reason: `${host}:${port} takes no text messages from us: ${silent.words}.`,
    mend: ours ? 'Correct system-id and password.' : 'Correct host, port and tls, or start the SMSC.',
  })
}

async function asked(bind: Bind): Promise<NoBind | null> {
  const answer = await bind.request('enquire_link')
  if (answer !== null && 'pdu' in answer) return null
  return { reason: 'connection-lost', words: 'it does not answer any more' }
}
