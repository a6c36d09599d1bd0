import type { Channel } from '../core/message/channel.ts'
import type { Instant } from '../core/time/instant.ts'
import { openEmail } from './email.ts'
import { openOutbox } from './outbox.ts'
import { openPush } from './push.ts'
import type { ChannelSettings } from './settings.ts'
import { openSmpp } from './smpp.ts'
import { openSmsHttp } from './sms-http.ts'
import { openWebhook } from './webhook.ts'
import { openWhatsapp } from './whatsapp.ts'

export interface Opening {
  /** As the house calls it: two webhooks have two names. */
  readonly name: string
  readonly now: () => Instant
}

/** Nothing is connected before the first message, or `check`. */
export const openChannel = (settings: ChannelSettings, { name, now }: Opening): Channel => ({
  ...openKind(settings, now),
  name,
})

function openKind(settings: ChannelSettings, now: () => Instant): Channel {
  switch (settings.channel) {
    case 'outbox':
      return openOutbox(settings)
    case 'webhook':
      return openWebhook(settings, now)
    case 'email':
      return openEmail(settings, now)
    case 'smpp':
      return openSmpp(settings, now)
    case 'sms-http':
      return openSmsHttp(settings, now)
    case 'whatsapp':
      return openWhatsapp(settings, now)
    case 'push':
      return openPush(settings, now)
  }
}
