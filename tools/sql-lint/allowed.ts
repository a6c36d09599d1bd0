import type { Fault, RuleName } from './rules/rule.ts'

/** What may break a rule, and why. An entry that nothing needs any more fails the test, so that the list stays short. */
export interface Allowed {
  readonly rule: RuleName
  /** Files, or tables. */
  readonly of: readonly string[]
  readonly because: string
}

const NOT_YET = 'the first migration holds what later would be too late for; no statement needs it until'

export const ALLOWED: readonly Allowed[] = [
  {
    rule: 'lock',
    of: ['src/store/cases/case-by-id.ts'],
    because: 'two people with one case: the second must wait and see what the first wrote. One row, so no circle.',
  },
  {
    rule: 'clock',
    of: ['src/store/doctor/about-database.ts'],
    because: 'the doctor compares the clock of the database with its own.',
  },
  {
    rule: 'bucket',
    of: ['src/store/doctor/about-database.ts'],
    because: 'the doctor looks whether the default partition has any rows, and stops after 1,000.',
  },
  {
    rule: 'table',
    of: ['src/store/doctor/applied-migrations.ts'],
    because: 'the book of migrations is older than the first of them: migrate.ts makes it.',
  },
  {
    rule: 'hole',
    of: ['src/store/log/ensure-months.ts'],
    because: 'PostgreSQL takes no parameters in `create table`; all three are made of a year and a month.',
  },
  {
    rule: 'hole',
    of: ['src/store/people/on-record-of.ts'],
    because: 'nine lists of one shape; what is put in is written out in the same file.',
  },
  {
    rule: 'one-a-file',
    of: [
      'src/store/company/playbook-versions.ts',
      'src/store/company/write-audit.ts',
      'src/store/doctor/applied-migrations.ts',
      'src/store/doctor/subjects.ts',
      'src/store/log/ensure-months.ts',
      'src/store/views/fact-count.ts',
    ],
    because: 'each of them is one act or one answer; no statement of it is used without the others.',
  },
  {
    rule: 'raw',
    of: ['src/store/store.ts', 'src/store/doctor/snapshot.ts'],
    because: 'begin, commit and rollback.',
  },
  {
    rule: 'raw',
    of: ['src/store/migrate.ts', 'src/store/lease/try-hold.ts', 'src/store/postgres/server/ask.ts'],
    because: 'once a start, on a connection of its own: there is nothing to prepare, and it may be another database.',
  },
  { rule: 'unused-table', of: ['inbox'], because: `${NOT_YET} several processes share a ledger.` },
  { rule: 'unused-table', of: ['silo', 'calendar_version'], because: `${NOT_YET} silos and calendars have a past.` },
  { rule: 'unused-table', of: ['template_version'], because: `${NOT_YET} texts change without their playbook.` },
]

/** Faults nobody has allowed. */
export const notAllowed = (faults: readonly Fault[]): readonly string[] =>
  faults
    .filter((fault) => !ALLOWED.some((allowed) => covers(allowed, fault, fault.of)))
    .map(({ rule, says }) => `${rule}: ${says}`)

/** Entries without a fault to allow. */
export const notNeeded = (faults: readonly Fault[]): readonly string[] =>
  ALLOWED.flatMap((allowed) =>
    allowed.of
      .filter((of) => !faults.some((fault) => covers(allowed, fault, of)))
      .map((of) => `${allowed.rule}: ${of}`),
  )

const covers = ({ rule, of }: Allowed, fault: Fault, which: string): boolean =>
  rule === fault.rule && of.includes(which) && fault.of === which
