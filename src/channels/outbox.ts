import { randomUUID } from 'node:crypto'
import { access, constants, mkdir, open, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Problem } from '../core/document/problem.ts'
import type { Channel, ChannelCapabilities, OutMessage, SendAnswer } from '../core/message/channel.ts'
import { minutes } from '../core/time/instant.ts'
import { channelProblem } from './channel-problem.ts'
import { openDoor } from './door.ts'
import { errorCode, errorWords } from './error-code.ts'
import { outboxPath, outboxText } from './outbox/file.ts'
import { unfit } from './unfit.ts'

export interface OutboxSettings {
  /** A folder of its own; made when it is not there. */
  readonly folder: string
}

/** A message that is written again replaces itself, so repeating is harmless. More at once than sixteen is no faster. */
const CAPABILITIES: ChannelCapabilities = {
  address: 'none',
  receives: false,
  buttons: 0,
  receipts: false,
  session: null,
  afterUnknown: 'repeat',
  atOnce: 16,
  perSecond: null,
  longest: null,
}

/** The channel of a new installation: each message is a file that a person can read, and nothing leaves the house. */
export function openOutbox({ folder }: OutboxSettings): Channel {
  const made = new Set<string>()
  // Not the process id: in a container that is always 1, and a crash leaves such names behind.
  const own = randomUUID()
  let written = 0
  const door = openDoor()
  const deliver = async (message: OutMessage): Promise<SendAnswer> => {
    written += 1
    const temporary = `.${own}-${written}.tmp`
    try {
      return { fate: 'accepted', providerId: await write(message, { folder, made, temporary }) }
    } catch (error) {
      return later('disk', errorWords(error))
    }
  }
  return {
    name: 'outbox',
    capabilities: CAPABILITIES,
    send: async (message) =>
      unfit(message, CAPABILITIES) ??
      (await door.through(() => deliver(message))) ??
      later('closed', 'the outbox was closed'),
    check: () => checkFolder(folder),
    close: () => door.shut(),
  }
}

const later = (reason: 'disk' | 'closed', words: string): SendAnswer => ({
  fate: 'later',
  after: minutes(1),
  reason,
  words,
})

interface Where {
  readonly folder: string
  /** The days whose folder is known to be there. */
  readonly made: Set<string>
  /** The name it has until it is whole: a reader never sees half a message. */
  readonly temporary: string
}

async function write(message: OutMessage, { folder, made, temporary }: Where): Promise<string> {
  const { day, name } = outboxPath(message)
  const path = join(folder, day)
  if (!made.has(day)) await mkdir(path, { recursive: true })
  made.add(day)
  try {
    await writeWhole(join(path, temporary), outboxText(message))
    await rename(join(path, temporary), join(path, name))
  } catch (error) {
    // Somebody may have tidied the folder away: the next attempt makes it anew.
    made.delete(day)
    await rm(join(path, temporary), { force: true }).catch(() => undefined)
    throw error
  }
  return `${day}/${name}`
}

/** On the disk before it gets its name, so that a power cut leaves no empty message: 1,600/s with it, 4,000/s without. */
async function writeWhole(path: string, text: string): Promise<void> {
  const file = await open(path, 'wx')
  try {
    await file.writeFile(text)
    await file.datasync()
  } finally {
    await file.close()
  }
}

async function checkFolder(folder: string): Promise<Problem | null> {
  try {
    await mkdir(folder, { recursive: true })
    await access(folder, constants.R_OK | constants.W_OK | constants.X_OK)
    return null
  } catch (error) {
    return channelProblem({
      path: 'outbox.folder',
      code: 'outbox-folder',
      reason: `Nothing can be written to ${folder} (${errorCode(error)}).`,
      mend: 'Name a folder that this process may write to, or give it the right to.',
    })
  }
}
