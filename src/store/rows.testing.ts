import { hash } from 'node:crypto'
import { bucketOf } from './bucket.ts'
import type { FactRow } from './log/append-facts.ts'
import type { SeenRow } from './log/mark-seen.ts'
import type { MessageRow } from './outbox/queue-messages.ts'

/** A made-up subject or reference: 32 hex digits that follow from its name. */
export const idOf = (name: string): string => hash('sha256', name, 'hex').slice(0, 32)

export const placeOf = (name: string): { readonly bucket: number; readonly customer: string } => ({
  bucket: bucketOf(idOf(name)),
  customer: idOf(name),
})

export const seenRow = (name: string, content = 1): SeenRow => {
  const ref = idOf(name)
  return { bucket: bucketOf(ref), ref, content }
}

export function aFact(name: string, fact: Partial<FactRow> = {}): FactRow {
  const { bucket, customer } = placeOf(name)
  return {
    bucket,
    subject_kind: 0,
    subject: customer,
    seq: 1,
    heard: 0,
    type: 'visit.booked',
    time: 0,
    known: null,
    history: false,
    origin: 0,
    source: 'test',
    id: name,
    about: `crm:${name}`,
    sequence: null,
    data: {},
    personal: null,
    key_id: null,
    ...fact,
  }
}

export function aMessage(name: string, message: Partial<MessageRow> = {}): MessageRow {
  return {
    ...placeOf(name),
    message: `${name}-0`,
    subject_kind: 0,
    about: `crm:${name}`,
    decision: name,
    rung: 0,
    channel: 'email',
    brand: 'main',
    playbook: 'open-door',
    moment: 'open-door.visit.late',
    class: 'service',
    promise: null,
    version: null,
    needs: null,
    heads_up: true,
    tell_by: null,
    send_at: 0,
    valid_until: 1000,
    template: 'late',
    look: {},
    ...message,
  }
}
