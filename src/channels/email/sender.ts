/** `Acme <visits@acme.example>` or the address alone. */
export interface Sender {
  readonly name: string
  readonly address: string
}

export function senderOf(from: string): Sender {
  const [, name = '', bracketed] = /^([^<]*)<([^<>]+)>$/.exec(from.trim()) ?? []
  return { name: name.trim().replace(/^"(.*)"$/, '$1'), address: (bracketed ?? from).trim() }
}
