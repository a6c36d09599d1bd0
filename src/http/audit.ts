import { writeAudit } from '../store/company/write-audit.ts'
import type { Asker, Doors } from './route.ts'

/** Somebody has seen what is personal: on record before they get it. */
export const auditReading = (
  { store, clock }: Doors,
  { who }: Asker,
  detail: Readonly<Record<string, unknown>>,
): Promise<void> => store.inTransaction((tx) => writeAudit(tx, { at: clock(), who, what: 'personal.read', detail }))
