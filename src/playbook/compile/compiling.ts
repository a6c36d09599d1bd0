import type { Problem } from '../../core/document/problem.ts'
import type { DocumentPath, YamlDocument } from '../../core/document/yaml.ts'
import type { WorkingCalendar } from '../../core/time/calendar.ts'

/** One playbook on its way from text to closures, and what was found wrong with it so far. */
export interface Compiling {
  readonly playbook: string
  readonly version: string
  readonly document: YamlDocument
  readonly problems: Problem[]
  /** The calendar a silo works by; by zone where the playbook names none. */
  readonly calendarOf: (silo: string, zone: string) => WorkingCalendar
}

export interface Complaint {
  readonly level?: Problem['level']
  readonly code: string
  readonly reason: string
  readonly mend: string
}

export function complain(compiling: Compiling, path: DocumentPath, complaint: Complaint): void {
  const place = compiling.document.placeOf(path)
  compiling.problems.push({ level: complaint.level ?? 'error', ...complaint, place })
}
