import { createTransport } from 'nodemailer'
import type { Problem } from '../core/document/problem.ts'
import type { Channel, ChannelCapabilities, OutMessage, SendAnswer } from '../core/message/channel.ts'
import { minutes } from '../core/time/instant.ts'
import { channelProblem } from './channel-problem.ts'
import { openDoor } from './door.ts'
import { fateOfFailure } from './email/answer.ts'
import { mailOf } from './email/mail.ts'
import { transportOptions, type EmailSettings } from './email/transport-options.ts'
import { errorWords } from './error-code.ts'
import { unfit } from './unfit.ts'

/** Mail by SMTP over kept connections; plain text. 0.8–1.0 CPU-ms a message, nearly all of it nodemailer; 800–1,100/s here. */
export function openEmail(settings: EmailSettings): Channel {
  const capabilities = capabilitiesOf(settings)
  const { transport, deliver } = openTransport(settings)
  const door = openDoor()
  const send = async (message: OutMessage): Promise<SendAnswer> =>
    unfit(message, capabilities) ?? (await door.through(() => deliver(message))) ?? CLOSED
  return {
    name: 'email',
    capabilities,
    send,
    check: () => checkServer(settings, transport),
    close: async () => {
      await door.shut()
      transport.close()
    },
  }
}

const CLOSED: SendAnswer = { fate: 'later', after: minutes(1), reason: 'closed', words: 'the channel was closed' }

const capabilitiesOf = ({ receives, atOnce }: EmailSettings): ChannelCapabilities => ({
  address: 'mail',
  receives,
  buttons: 0,
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
      const { messageId } = await transport.sendMail({ ...mailOf(message, settings), signal })
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
