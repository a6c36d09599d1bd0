import type { OutMessage } from '../../core/message/channel.ts'
import { formatInstant } from '../../core/time/instant.ts'

/**
 * A CloudEvents 1.0 event in JSON, the same for every attempt. Thin: what is needed to deliver it, not what we know of
 * the customer (Standard Webhooks asks to stay below 20 KB).
 */
export const webhookBody = (message: OutMessage): string =>
  JSON.stringify({
    specversion: '1.0',
    id: message.id,
    source: 'troth',
    type: 'message.send',
    time: formatInstant(message.at),
    subject: message.customer,
    datacontenttype: 'application/json',
    data: {
      to: message.to,
      brand: message.brand,
      class: message.class,
      template: message.template,
      language: message.language,
      subject: message.subject,
      text: message.text,
      ask: message.ask,
      promise: message.promise,
      version: message.version,
      decision: message.decision,
      valid_until: message.validUntil === null ? null : formatInstant(message.validUntil),
    },
  })
