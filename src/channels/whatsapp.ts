import type { Channel, ChannelCapabilities, OutMessage, SendAnswer } from '../core/message/channel.ts'
import { hours, minutes, type Instant } from '../core/time/instant.ts'
import { openDoor } from './door.ts'
import { unfit } from './unfit.ts'
import { fateOfBreak } from './webhook/answer.ts'
import { checkEndpoint } from './webhook/check.ts'
import { connectingTo, forbidden, isPrivateLiteral } from './webhook/connecting.ts'
import { post } from './webhook/post.ts'
import { fateOfAnswer } from './whatsapp/answer.ts'
import { bodyOf, BUTTONS } from './whatsapp/body.ts'
import { readCallback } from './whatsapp/callback.ts'
import type { WhatsappSettings } from './whatsapp/settings.ts'

/** WhatsApp by Meta's Cloud API. */
export function openWhatsapp(settings: WhatsappSettings, now: () => Instant): Channel {
  const capabilities = capabilitiesOf(settings)
  const url = new URL(`${settings.url.replace(/\/$/, '')}/${settings.number}/messages`)
  const options = connectingTo(url, settings)
  const { lookup, ca } = options
  const { timeout: within, token } = settings
  const isForbidden = !settings.allowPrivate && isPrivateLiteral(url)
  const door = openDoor()
  const deliver = async (message: OutMessage): Promise<SendAnswer> => {
    if (isForbidden) return forbidden(url)
    const to = (message.to ?? '').replaceAll(/[\s().-]/g, '')
    if (!/^\+?[1-9]\d{6,14}$/.test(to)) return BAD_ADDRESS
    const body = bodyOf(message, to, now())
    if (body === null) return OUTSIDE_SESSION
    const headers = {
      'content-type': 'application/json',
      'content-length': String(Buffer.byteLength(body)),
      'user-agent': 'troth',
      authorization: `Bearer ${token}`,
    }
    const secure = url.protocol === 'https:'
    const answer = await post({ options, secure, headers, body, once: true, keeps: KEPT, within })
    return 'status' in answer ? fateOfAnswer(answer, now()) : fateOfBreak(answer)
  }
  return {
    name: 'whatsapp',
    capabilities,
    send: async (message) => unfit(message, capabilities) ?? (await door.through(() => deliver(message))) ?? CLOSED,
    callback: (callback) => readCallback(callback, settings),
    check: () => checkEndpoint({ channel: 'whatsapp', url, isForbidden, lookup, ca, within }),
    close: async () => {
      await door.shut()
      options.agent.destroy()
    },
  }
}

/** Of an answer: ids, and little else. */
const KEPT = 4000

const CLOSED: SendAnswer = { fate: 'later', after: minutes(1), reason: 'closed', words: 'the channel was closed' }

const BAD_ADDRESS: SendAnswer = {
  fate: 'failed',
  reason: 'bad-address',
  code: null,
  words: 'this is no telephone number with its country',
}

const OUTSIDE_SESSION: SendAnswer = {
  fate: 'failed',
  reason: 'refused',
  code: 'outside-session',
  words: 'a day after the customer’s last word only approved texts may be sent, and this one has none',
}

const capabilitiesOf = ({ atOnce, perSecond }: WhatsappSettings): ChannelCapabilities => ({
  address: 'whatsapp',
  receives: true,
  buttons: BUTTONS,
  receipts: true,
  session: hours(24),
  // The API has no key to drop a repeat by.
  afterUnknown: 'never',
  atOnce,
  perSecond,
  // 4,096, less the answers that may have to be written below.
  longest: 3800,
})
