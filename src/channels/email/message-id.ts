import { fromPlainId, plainId } from '../../core/document/plain-id.ts'

export interface MessageIdSettings {
  /** `Acme <visits@acme.example>` */
  readonly from: string
  /** The right side of a Message-ID; null: the domain of `from`. */
  readonly messageIdDomain: string | null
}

/** `<m-12@acme.example>`: a mailbox, or a person, sees that two mails are one message. */
export const messageIdOf = (id: string, settings: MessageIdSettings): string => `<${plainId(id)}@${domainOf(settings)}>`

/** Which message of ours a Message-ID names, in angle brackets or without; null: none of ours. */
export function messageOf(messageId: string, settings: MessageIdSettings): string | null {
  const bare = messageId.trim().replace(/^<|>$/g, '')
  const at = bare.lastIndexOf('@')
  if (at < 0 || bare.slice(at + 1).toLowerCase() !== domainOf(settings).toLowerCase()) return null
  return fromPlainId(bare.slice(0, at)) ?? null
}

const domainOf = ({ messageIdDomain, from }: MessageIdSettings): string =>
  messageIdDomain ?? /@([^\s<>@]+)/.exec(from)?.[1] ?? 'localhost'
