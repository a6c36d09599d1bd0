import type { Channel, ChannelCapabilities, Hear, OutMessage, SendAnswer } from '../core/message/channel.ts'
import { minutes, type Instant } from '../core/time/instant.ts'
import { openDoor } from './door.ts'
import { readNumber } from './sms/number.ts'
import { senderKind } from './sms/sender.ts'
import type { Dialect, SmsHttpSettings } from './sms-http/dialect.ts'
import { generic } from './sms-http/generic.ts'
import { kannel } from './sms-http/kannel.ts'
import { twilio } from './sms-http/twilio.ts'
import { unfit } from './unfit.ts'
import { fateOfBreak } from './webhook/answer.ts'
import { checkEndpoint } from './webhook/check.ts'
import { connectingTo, forbidden, isPrivateLiteral } from './webhook/connecting.ts'
import { post } from './webhook/post.ts'

const DIALECTS = { twilio, kannel, generic } as const satisfies Record<
  SmsHttpSettings['preset'],
  (settings: SmsHttpSettings) => Dialect
>

/** Of what a provider answers: Twilio's has the whole text in it, six letters for each that is not ASCII. */
const KEPT = 32_000

/** Text messages by a provider's HTTP: what is its own stands in its dialect. 0.56 CPU-ms a message (bench/results/2026-11-22-sms.md). */
export function openSmsHttp(settings: SmsHttpSettings, now: () => Instant): Channel {
  const dialect = DIALECTS[settings.preset](settings)
  const capabilities = capabilitiesOf(settings, dialect)
  const { deliver, check, end } = delivering({ settings, dialect, now })
  const door = openDoor()
  let hear: Hear | undefined
  const send = async (message: OutMessage): Promise<SendAnswer> => {
    const to = await readNumber(message.to ?? '', settings.country)
    if ('bad' in to) return { fate: 'failed', reason: 'bad-address', code: null, words: to.bad }
    const answer = await deliver(message, to.number)
    if (answer.fate === 'failed' && answer.reason === 'stopped')
      void hear?.([{ heard: 'stopped', id: `stopped:${message.id}`, from: to.number, at: now() }]).catch(
        () => undefined,
      )
    return answer
  }
  return {
    name: 'sms-http',
    capabilities,
    send: async (message) => unfit(message, capabilities) ?? (await door.through(() => send(message))) ?? CLOSED,
    // There is nothing to connect to: a provider may say "stopped" when it refuses a message, and that is heard.
    listen: (listening) => void (hear = listening),
    callback: (callback) => dialect.read(callback, now()),
    check,
    close: async () => {
      await door.shut()
      end()
    },
  }
}

interface Delivering {
  readonly settings: SmsHttpSettings
  readonly dialect: Dialect
  readonly now: () => Instant
}

function delivering({ settings, dialect, now }: Delivering) {
  const url = new URL(settings.url)
  const options = connectingTo(url, settings)
  const isForbidden = !settings.allowPrivate && isPrivateLiteral(url)
  const { timeout: within } = settings
  const { lookup, ca } = options
  return {
    deliver: async (message: OutMessage, to: string): Promise<SendAnswer> => {
      if (isForbidden) return forbidden(url)
      const { method, path, headers, body } = dialect.request(message, to, now())
      const posted = await post({
        options: { ...options, method, path },
        secure: url.protocol === 'https:',
        headers: { 'user-agent': 'troth', 'content-length': String(Buffer.byteLength(body)), ...headers },
        body,
        once: dialect.afterUnknown !== 'repeat',
        keeps: KEPT,
        within,
      })
      return 'status' in posted ? dialect.fate(posted, message, now()) : fateOfBreak(posted)
    },
    check: () => checkEndpoint({ channel: 'sms-http', url, isForbidden, lookup, ca, within }),
    end: () => options.agent.destroy(),
  }
}

const CLOSED: SendAnswer = { fate: 'later', after: minutes(1), reason: 'closed', words: 'the channel was closed' }

function capabilitiesOf(settings: SmsHttpSettings, { afterUnknown }: Dialect): ChannelCapabilities {
  const { callbackUrl, sender, receives, atOnce, perSecond, longest } = settings
  const isWord = senderKind(sender) === 'word' && !sender.startsWith('MG')
  return {
    address: 'sms',
    receives: receives && callbackUrl !== null && !isWord,
    buttons: 0,
    receipts: callbackUrl !== null,
    session: null,
    afterUnknown,
    atOnce,
    perSecond,
    longest,
  }
}
