import { openChannel } from '../../channels/open.ts'
import type { Channel } from '../../core/message/channel.ts'
import type { Instant } from '../../core/time/instant.ts'
import type { NamedChannel } from '../settings/settings.ts'

export const namedChannel = ({ name, settings }: NamedChannel, now: () => Instant): Channel =>
  openChannel(settings, { name, now })

export const namedChannels = (channels: readonly NamedChannel[], now: () => Instant): readonly Channel[] =>
  channels.map((channel) => namedChannel(channel, now))
