import type { Socket } from 'node:net'

/** What we use of npm `smpp`, which brings no types. Texts are octets here: it is never asked to encode or decode one. */
export interface SmppLibrary {
  connect(options: Readonly<Record<string, unknown>>): Session
  createServer(options: object, listener: (session: Session) => void): import('node:net').Server
  readonly PDU: { new (command: string, fields?: object): Pdu; maxLength: number }
  readonly commands: { readonly deliver_sm: { readonly params: { readonly short_message: { filter?: unknown } } } }
  readonly tlvs: { readonly message_payload: { filter?: unknown } }
  readonly errors: Readonly<Record<string, number>>
}

export interface Session {
  readonly socket: Socket
  send(pdu: Pdu, answered?: (pdu: Pdu) => void): boolean
  on(event: 'pdu', heard: (pdu: Pdu) => void): this
  on(event: 'error', heard: (error: Error) => void): this
  on(event: 'close' | 'connect' | 'secureConnect', heard: () => void): this
  destroy(): void
}

/** A unit of the protocol; of each command only some of it is there. */
export interface Pdu {
  readonly command: string
  readonly command_id: number
  readonly command_status: number
  readonly sequence_number: number
  readonly message_id?: string
  readonly source_addr?: string
  readonly source_addr_ton?: number
  readonly destination_addr?: string
  readonly esm_class?: number
  readonly data_coding?: number
  readonly short_message?: Buffer
  readonly message_payload?: Buffer
  readonly receipted_message_id?: string
  readonly message_state?: number
  readonly network_error_code?: Buffer
  readonly sar_msg_ref_num?: number
  readonly sar_total_segments?: number
  readonly sar_segment_seqnum?: number
  response(fields?: object): Pdu
  isResponse(): boolean
}

let loaded: Promise<SmppLibrary> | undefined

/** Read at first use: 30 ms and iconv-lite, which a replay must not pay for. */
export function smppLibrary(): Promise<SmppLibrary> {
  loaded ??= load()
  return loaded
}

async function load(): Promise<SmppLibrary> {
  // @ts-expect-error it brings no types
  const { default: library } = (await import('smpp')) as { readonly default: SmppLibrary }
  // It decodes by its own guess and loses the octets: an id `a_1` in a receipt would become `a§1`.
  delete library.commands.deliver_sm.params.short_message.filter
  delete library.tlvs.message_payload.filter
  // Its usual 16 KB is less than a message_payload may hold.
  library.PDU.maxLength = 70_000
  return library
}
