import type { AddressKind, Channel, ChannelCapabilities, OutMessage, SendAnswer } from '../core/message/channel.ts'
import { FAILED_REASONS, WORDS_ALONE } from '../core/message/channel.ts'
import type { MessageClass } from '../core/message/decision.ts'
import { zone as zoneNamed, type Zone } from '../core/time/zone.ts'
import type { CompiledTexts } from '../playbook/text/compile.ts'
import { renderText } from '../playbook/text/render.ts'
import { playbooksChangedAt } from '../store/company/playbook-versions.ts'
import type { DueMessage } from '../store/outbox/due-messages.ts'
import type { PersonColumns } from '../store/people/persons-of.ts'
import { openPersonal, type Vault } from '../store/people/vault.ts'
import type { Tx } from '../store/store.ts'
import type { Card } from './turn/card.ts'
import type { SenderOptions } from './send/sender.ts'
import { calendarEntry } from './words/calendar.ts'
import { linkToken } from './links/token.ts'
import type { DueNow } from './send/take-due.ts'
import { openStopped, type Stopped } from './words/stopped.ts'
import { nudgeText } from './words/nudge.ts'
import { textsInForce } from './words/texts-in-force.ts'
import { textLook, type BrandWords, type StoredLook } from './words/text-look.ts'

export interface WordsOptions {
  readonly store: Tx
  readonly vault: Vault
  readonly channels: readonly Channel[]
  /** Of customers of whom no zone and no language were heard. */
  readonly zone: Zone
  readonly language: string
  /** How each brand calls itself. */
  readonly brands: ReadonlyMap<string, BrandWords>
  /** Where a silo is nudged over a channel that needs an address. */
  readonly siloAddresses: ReadonlyMap<string, string>
}

export interface Words {
  /** The engine's option. */
  readonly word: SenderOptions['word']
  /** Reads the texts in force again when something was published; one cheap question otherwise. */
  readonly refresh: () => Promise<void>
}

/** Turns what waits in the outbox into words for one person, from the texts of its playbook that are in force now. */
export async function openWords(options: WordsOptions): Promise<Words> {
  const { store } = options
  let changedAt = await playbooksChangedAt(store)
  let texts = await textsInForce(store)
  const stopped = await openStopped(options)
  return {
    word: (message) => wordOne(message, { ...options, texts, stopped }),
    refresh: async () => {
      await stopped.refresh()
      const changed = await playbooksChangedAt(store)
      if (changed === changedAt) return
      texts = await textsInForce(store)
      changedAt = changed
    },
  }
}

interface Wording extends WordsOptions {
  readonly texts: ReadonlyMap<string, CompiledTexts>
  readonly stopped: Stopped
}

function wordOne(message: DueNow, wording: Wording): OutMessage | SendAnswer {
  const channel = wording.channels.find(({ name }) => name === message.channel)?.capabilities ?? UNKNOWN_CHANNEL
  const kind = channel.address
  const look = message.look as StoredLook
  const card = cardOf(message, wording.vault)
  const to = look.silo === null ? addressOf(kind, card) : siloAddress(kind, look.silo.name, wording)
  if (to === undefined) return { fate: 'failed', reason: 'no-address', code: null, words: FAILED_REASONS['no-address'] }
  if (isStopped({ kind, to, look }, wording)) return refused('stopped', STOPPED)
  const said = look.silo === null ? saidTo({ message, card, channel }, wording) : nudged(message, look, wording)
  return 'fate' in said ? said : { ...envelope(message, look), ...said, to }
}

interface Leaving {
  readonly kind: AddressKind
  readonly to: string | null
  readonly look: StoredLook
}

/** The one word that confirms a stop still goes to where it was said. */
const isStopped = ({ kind, to, look }: Leaving, { stopped }: Wording): boolean =>
  look.silo === null && to !== null && look.confirms === undefined && stopped.has(kind, to)

/** Its messages say so when they are sent. */
const UNKNOWN_CHANNEL = { address: 'none', receives: false, buttons: 0 } as const

function cardOf({ seed, personal }: PersonColumns, vault: Vault): Card {
  const key = seed === null ? null : vault.keyFrom(seed)
  return (openPersonal(key, personal) ?? {}) as Card
}

/** undefined: the channel needs an address and there is none. */
function addressOf(kind: AddressKind, { reach = [] }: Card): string | null | undefined {
  return kind === 'none' ? null : reach.find(({ channel }) => channel === kind)?.address
}

const siloAddress = (kind: AddressKind, silo: string, { siloAddresses }: Wording): string | null | undefined =>
  kind === 'none' ? null : siloAddresses.get(silo)

type Said = Pick<OutMessage, 'subject' | 'text' | 'language' | 'choices' | 'approved' | 'calendar'>

const nudged = (message: DueMessage, look: StoredLook, { zone, language }: Wording): Said => ({
  ...nudgeText(look, { about: message.about, zone }),
  language,
  choices: [],
  approved: null,
  calendar: null,
})

interface Listener {
  readonly message: DueNow
  readonly card: Card
  readonly channel: Pick<ChannelCapabilities, 'address' | 'receives' | 'buttons'>
}

function saidTo({ message, card, channel }: Listener, wording: Wording): Said | SendAnswer {
  const { playbook, template, brand, look } = message
  const texts = wording.texts.get(playbook)
  if (texts === undefined) return refused('no-words', `no texts of ${playbook} are in force`)
  const names = wording.brands.get(brand)
  const page = pageOf(message, wording)
  const rendered = renderText(texts, {
    template,
    language: message.language ?? wording.language,
    zone: zoneNamed(message.zone ?? '') ?? wording.zone,
    look: textLook(look as StoredLook, {
      name: card.name ?? null,
      brand: names,
      sentAt: message.send_at,
      page,
    }),
    form: channel.address,
    receives: channel.receives,
    buttons: channel.buttons,
  })
  if ('problems' in rendered) return refused('no-words', rendered.problems.map(({ reason }) => reason).join(' '))
  const { calendar: method, ...said } = rendered
  return {
    ...said,
    calendar: calendarEntry(look as StoredLook, { method, said, brand: names, link: page ?? names?.link ?? null }),
  }
}

/** null: it is about no visit, or its brand has no address that customers can open. */
function pageOf({ customer, brand, look }: DueNow, { brands, vault }: Wording): string | null {
  const { link } = look as StoredLook
  const pages = brands.get(brand)?.pages ?? null
  return link === undefined || pages === null ? null : `${pages}/v/${linkToken(vault, { customer, ...link })}`
}

const STOPPED = 'somebody at this address has said stop'

const refused = (code: string, words: string): SendAnswer => ({ fate: 'failed', reason: 'refused', code, words })

const envelope = (message: DueNow, look: StoredLook): Omit<OutMessage, 'to' | keyof Said> => ({
  id: message.message,
  decision: message.decision,
  customer: message.about,
  brand: message.brand,
  class: message.class as MessageClass,
  template: message.template,
  ask: look.ask,
  ...WORDS_ALONE,
  sessionUntil: message.sessionUntil,
  promise: message.promise,
  version: message.version,
  validUntil: message.valid_until,
  // What was put back waits for another time; the decision's own stays the same for every attempt.
  at: look.at ?? message.send_at,
})
