import { urlToHttpOptions } from 'node:url'
import type { Channel, ChannelCapabilities, OutMessage, SendAnswer } from '../core/message/channel.ts'
import { minutes, type Instant } from '../core/time/instant.ts'
import { openDoor } from './door.ts'
import { pushRequest, readSubscription } from './push/request.ts'
import type { PushSettings } from './push/settings.ts'
import { unfit } from './unfit.ts'
import { fateOfBreak, fateOfStatus } from './webhook/answer.ts'
import { checkEndpoint } from './webhook/check.ts'
import { connectingTo, forbidden, isPrivateLiteral } from './webhook/connecting.ts'
import { post, type Posted } from './webhook/post.ts'

/** Web push to a customer's own browser. */
export function openPush(settings: PushSettings, now: () => Instant): Channel {
  const capabilities = capabilitiesOf(settings)
  const probe = new URL(settings.url)
  const { allowPrivate, timeout: within } = settings
  const kinds = {
    'https:': connectingTo(new URL('https://push'), settings),
    'http:': connectingTo(new URL('http://push'), settings),
  }
  const { lookup, ca } = kinds['https:']
  const door = openDoor()
  const deliver = async (message: OutMessage): Promise<SendAnswer> => {
    const subscription = readSubscription(message.to ?? '')
    if (subscription === undefined) return BAD_ADDRESS
    const url = new URL(subscription.endpoint)
    // The address is the customer's word: it must not lead inside, nor let anybody listen.
    if (!allowPrivate && (isPrivateLiteral(url) || url.protocol !== 'https:')) return forbidden(url)
    const request = await pushRequest(message, { subscription, settings, now: now() })
    if (request === 'too-long') return TOO_LONG
    if (request === 'bad-address') return BAD_ADDRESS
    const secure = url.protocol === 'https:'
    const kind = kinds[secure ? 'https:' : 'http:']
    const options = { ...kind, ...urlToHttpOptions(url), agent: kind.agent }
    const answer = await post({ options, secure, ...request, within })
    return 'status' in answer ? fateOfPush(answer, now()) : fateOfBreak(answer)
  }
  return {
    name: 'push',
    capabilities,
    send: async (message) => unfit(message, capabilities) ?? (await door.through(() => deliver(message))) ?? CLOSED,
    check: () => {
      const isForbidden = !allowPrivate && isPrivateLiteral(probe)
      return checkEndpoint({ channel: 'push', url: probe, isForbidden, lookup, ca, within })
    },
    close: async () => {
      await door.shut()
      for (const { agent } of Object.values(kinds)) agent.destroy()
    },
  }
}

/** RFC 8030 §7.3: 404 and, as services do it, 410: the customer's browser has ended the subscription. */
function fateOfPush({ status, retryAfter, words }: Posted, now: Instant): SendAnswer {
  if (status === 404 || status === 410) return { fate: 'failed', reason: 'unreachable', code: String(status), words }
  return fateOfStatus({ status, retryAfter, words, providerId: null, now })
}

const CLOSED: SendAnswer = { fate: 'later', after: minutes(1), reason: 'closed', words: 'the channel was closed' }

const BAD_ADDRESS: SendAnswer = {
  fate: 'failed',
  reason: 'bad-address',
  code: null,
  words: 'this is no subscription of a browser',
}

const TOO_LONG: SendAnswer = {
  fate: 'failed',
  reason: 'too-long',
  code: null,
  words: 'more bytes than a push service carries',
}

const capabilitiesOf = ({ atOnce }: PushSettings): ChannelCapabilities => ({
  address: 'push',
  // What is pressed on a notification opens the customer's page, which hears it.
  receives: false,
  buttons: 0,
  receipts: false,
  session: null,
  // The same topic and tag: a repeat takes the first one's place.
  afterUnknown: 'repeat',
  atOnce,
  perSecond: null,
  longest: 3500,
})
