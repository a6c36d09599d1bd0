import { headerOf, type ReceivedMail } from './received.ts'

/**
 * Did a machine write it? Its words are no customer's: out-of-office notes, newsletters, what a mail server says. By
 * RFC 3834 §5, the null sender of RFC 5321 §4.5.5, and what the older programs set before either.
 */
export function isAutomatic(mail: ReceivedMail): boolean {
  const submitted = headerOf(mail, 'auto-submitted').toLowerCase()
  if (submitted !== '' && !submitted.startsWith('no')) return true
  if (/^<\s*>$/.test(headerOf(mail, 'return-path'))) return true
  if (OLDER.some((key) => headerOf(mail, key) !== '')) return true
  if (/^(auto_?reply|auto-reply|bulk|junk|list)$/i.test(headerOf(mail, 'precedence'))) return true
  if (/^(mailer-daemon|postmaster|no-?reply|do-?not-?reply)@/.test(mail.from ?? '')) return true
  return AWAY.test(mail.subject)
}

const OLDER = ['x-autoreply', 'x-autorespond', 'x-autoresponder', 'x-auto-reply-from', 'list-id', 'feedback-id']

/** As Outlook, Exchange and Lotus begin them where they set no header. */
const AWAY =
  /^(automatic reply|auto(matic)?[- ]?(reply|response)|out of (the )?office|automatische antwort|abwesenheits(notiz|agent)|abwesend|respuesta automática|fuera de la oficina|réponse automatique|absence du bureau|رد تلقائي)\b|^رد تلقائي/iu
