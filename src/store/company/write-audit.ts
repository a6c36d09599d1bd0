import { hash } from 'node:crypto'
import { canonicalJson } from '../../core/fact/canonical.ts'
import type { Tx } from '../store.ts'

/** Who did what. */
export interface Audited {
  readonly at: number
  /** A key's name, or who was at the terminal. */
  readonly who: string
  /** `case.closed`, `key.revoked`, `personal.read` … */
  readonly what: string
  /** Ids and numbers; never what is personal. */
  readonly detail: Readonly<Record<string, unknown>>
}

export interface AuditRow extends Audited {
  readonly n: number
  readonly hash: Buffer
}

/** 'audt' as a number: one writer at a time, or two rows would hold the hash of the same one. */
const AUDIT = 0x61756474

const lockStatement = { name: 'audit-lock', text: 'select pg_advisory_xact_lock($1)' }

const lastStatement = { name: 'audit-last', text: 'select n, hash from audit order by n desc limit 1' }

const writeStatement = {
  name: 'write-audit',
  text: 'insert into audit (n, at, who, what, detail, hash) values ($1, $2, $3, $4, $5, $6)',
}

/** What the first row follows from. */
export const NOTHING = Buffer.alloc(32)

/** What a row's hash must be: of the hash before it and of all it says, in canonical JSON. */
export function auditHash(previous: Buffer, { n, at, who, what, detail }: Omit<AuditRow, 'hash'>): Buffer {
  const says = canonicalJson({ n, at, who, what, detail })
  return hash('sha256', Buffer.concat([previous, Buffer.from(says)]), 'buffer')
}

/**
 * Writes into the book nobody can change unseen: each row holds the hash of the one before. Locked until the transaction
 * ends, so it is the last thing a transaction does.
 */
export async function writeAudit(tx: Tx, audited: Audited): Promise<void> {
  await tx.query(lockStatement, [AUDIT])
  const [last] = await tx.query<{ n: number; hash: Buffer }>(lastStatement)
  const { at, who, what, detail } = audited
  const n = (last?.n ?? 0) + 1
  const own = auditHash(last?.hash ?? NOTHING, { n, at, who, what, detail })
  await tx.query(writeStatement, [n, at, who, what, JSON.stringify(detail), own])
}
