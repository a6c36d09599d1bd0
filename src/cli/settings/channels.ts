import { join, resolve } from 'node:path'
import { readChannelSettings } from '../../channels/settings.ts'
import type { Problem } from '../../core/document/problem.ts'
import { reveal, type Revealing } from './secrets.ts'
import type { NamedChannel } from './settings.ts'
import type { SettingsShape } from './shape.ts'

export interface ChannelsFrom extends Revealing {
  /** Troth's data folder, where the outbox is until somebody names another place. */
  readonly data: string
}

/** The channels that are set, and the outbox, which is always there. */
export function channelsOf({ channels = {} }: SettingsShape, from: ChannelsFrom): readonly NamedChannel[] {
  const named = Object.entries(channels).flatMap(([name, written]) => oneChannel(name, written, from))
  if (named.some(({ name }) => name === 'outbox')) return named
  return [...named, { name: 'outbox', settings: { channel: 'outbox', folder: join(from.data, 'outbox') } }]
}

function oneChannel(
  name: string,
  { type, ...own }: NonNullable<SettingsShape['channels']>[string],
  from: ChannelsFrom,
): readonly NamedChannel[] {
  const known = from.problems.length
  const value: object = { channel: type, ...withFolder(type, reveal(own, ['channels', name], from) as object, from) }
  // What a secret lacks has been said; an absent one would only be complained of again.
  if (from.problems.length > known) return []
  const read = readChannelSettings(value)
  if ('settings' in read) return [{ name, settings: read.settings }]
  from.problems.push(...read.problems.map((problem) => placed(problem, { name, type, from })))
  return []
}

/** A relative folder begins where troth.yaml is. */
function withFolder(type: string, own: object, { folder, data }: ChannelsFrom): object {
  if (type !== 'outbox') return own
  const named = 'folder' in own && typeof own.folder === 'string' ? resolve(folder, own.folder) : join(data, 'outbox')
  return { ...own, folder: named }
}

interface Placing {
  readonly name: string
  readonly type: string
  readonly from: ChannelsFrom
}

/** The channel speaks of `channels.webhook.url`; the file says which of them it is. */
function placed(problem: Problem, { name, type, from }: Placing): Problem {
  const own = (problem.place.path ?? '').replace(`channels.${type}`, '').split('.').filter(Boolean)
  const path = ['channels', name, ...own.map((part) => (/^\d+$/.test(part) ? Number(part) : part))]
  return { ...problem, place: { ...from.document.placeOf(path), path: path.join('.') }, mend: MEND }
}

const MEND = 'docs/reference/settings.md shows every setting of a channel.'
