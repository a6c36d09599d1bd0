import { createTransport } from 'nodemailer'
import type { Problem } from '../core/document/problem.ts'
import type { Callback, Channel, ChannelCapabilities, Hear, OutMessage, SendAnswer } from '../core/message/channel.ts'
import { minutes, type Instant } from '../core/time/instant.ts'
import { channelProblem } from './channel-problem.ts'
import { openDoor } from './door.ts'
import { fateOfFailure } from './email/answer.ts'
import { checkMailbox } from './email/inbound/check.ts'
import { heardIn } from './email/inbound/heard-in.ts'
import { openInbox } from './email/inbound/inbox.ts'
import type { ImapSettings } from './email/inbound/mailbox.ts'
import { mailOf } from './email/mail.ts'
import { transportOptions, type EmailSettings } from './email/transport-options.ts'
import { readUnsubscribe } from './email/unsubscribe.ts'
import { errorWords } from './error-code.ts'
import { unfit } from './unfit.ts'

/**
 * Mail by SMTP over kept connections, and what comes back of it by IMAP: replies, calendars' answers, bounces.
 * A message of plain text took 0.8–1.0 CPU-ms, nearly all of it nodemailer, 800–1,100/s here; the HTML part adds 0.3, a
 * calendar entry 1.3 (2026-11-22).
 */
export function openEmail(settings: EmailSettings, now: () => Instant): Channel {
  const capabilities = capabilitiesOf(settings)
  const { transport, deliver } = openTransport(settings)
  const door = openDoor()
  const inboxes: { stop(): Promise<void> }[] = []
  const { imap, unsubscribe } = settings
  const send = async (message: OutMessage): Promise<SendAnswer> =>
    unfit(message, capabilities) ?? (await door.through(() => deliver(message))) ?? CLOSED
  return {
    name: 'email',
    capabilities,
    send,
    ...(imap === null ? {} : { listen: (hear: Hear) => void inboxes.push(listenTo(imap, { settings, hear })) }),
    ...(unsubscribe === null
      ? {}
      : { callback: (callback: Callback) => readUnsubscribe(callback, unsubscribe, now()) }),
    check: async () => (await checkServer(settings, transport)) ?? (imap === null ? null : checkMailbox(imap)),
    close: async () => {
      await Promise.all([door.shut(), ...inboxes.map((inbox) => inbox.stop())])
      transport.close()
    },
  }
}

const CLOSED: SendAnswer = { fate: 'later', after: minutes(1), reason: 'closed', words: 'the channel was closed' }

interface Listening {
  readonly settings: EmailSettings
  readonly hear: Hear
}

const listenTo = (imap: ImapSettings, { settings, hear }: Listening) =>
  openInbox({ settings: imap, read: (mail) => heardIn(mail, settings), hear })

const capabilitiesOf = ({ receives, imap, atOnce }: EmailSettings): ChannelCapabilities => ({
  address: 'mail',
  receives: receives || imap !== null,
  buttons: 0,
  // A bounce says that a mail did not arrive; nothing ever says that one did.
  receipts: false,
  session: null,
  // A second mail with the same Message-ID is hidden by some mailboxes and shown twice by most.
  afterUnknown: 'never',
  atOnce,
  perSecond: null,
  longest: null,
})

function openTransport(settings: EmailSettings) {
  const transport = createTransport(transportOptions(settings))
  const inFlight = new Map<AbortSignal | undefined, { whole: boolean }>()
  transport.use('stream', (mail, done) => {
    const sending = inFlight.get(mail.data.signal)
    // The stream's end is what makes the final dot be written: until then no server can keep the message.
    mail.message.processFunc((input) =>
      input.once('end', () => {
        if (sending !== undefined) sending.whole = true
      }),
    )
    done()
  })
  const deliver = async (message: OutMessage): Promise<SendAnswer> => {
    const deadline = new AbortController()
    const { signal } = deadline
    const timer = setTimeout(() => deadline.abort(), settings.timeouts.whole)
    const sending = { whole: false }
    inFlight.set(signal, sending)
    try {
      const { messageId } = await transport.sendMail({ ...(await mailOf(message, settings)), signal })
      return { fate: 'accepted', providerId: messageId }
    } catch (error) {
      return fateOfFailure({ error, whole: sending.whole })
    } finally {
      clearTimeout(timer)
      inFlight.delete(signal)
    }
  }
  return { transport, deliver }
}

/** Greets, encrypts and logs in as a message would, then takes its leave. */
async function checkServer({ host, port, timeouts }: EmailSettings, transport: Verifiable): Promise<Problem | null> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no end of it within ${timeouts.whole} ms`)), timeouts.whole)
  })
  try {
    await Promise.race([transport.verify(), late])
    return null
  } catch (error) {
    const { fate, reason } = { reason: '', ...fateOfFailure({ error, whole: false }) }
    const ours = fate === 'later' && reason === 'not-let-in'
    return channelProblem({
      path: ours ? 'email.auth' : 'email.host',
      code: ours ? 'email-not-let-in' : 'email-unreachable',
      reason: `${host}:${port} does not take mail from us: ${errorWords(error)}.`,
      mend: ours ? 'Correct the user and password.' : 'Correct host, port and tls, or start the server.',
    })
  } finally {
    clearTimeout(timer)
  }
}

interface Verifiable {
  verify(): Promise<true>
}
