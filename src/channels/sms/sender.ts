/** What a message is sent from: a number with its country, a short number, or a word of up to eleven letters. */
export type SenderKind = 'number' | 'short' | 'word'

export function senderKind(sender: string): SenderKind {
  if (/^\+\d{6,15}$/.test(sender)) return 'number'
  return /^\d+$/.test(sender) ? 'short' : 'word'
}

/** Eleven letters of GSM-7's ASCII (TS 23.040 §9.1.2.5), or a number. */
export const isSender = (text: string): boolean =>
  /^(\+\d{6,15}|\d{3,15}|(?=.*[A-Za-z])[A-Za-z0-9 &._-]{1,11})$/.test(text)
