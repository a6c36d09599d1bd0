import type { PromiseRule, VersionInForce } from '../../core/promise/rule.ts'
import type { Instant } from '../../core/time/instant.ts'
import type { TypedClause } from './clauses.ts'
import type { CompiledPlaybook } from './playbook.ts'

/** A version, and when it was published. */
export interface Published {
  readonly playbook: CompiledPlaybook
  readonly since: Instant
}

/** A rule for as long as one version after the other said the same. */
interface Reign {
  readonly rule: PromiseRule
  readonly written: string | undefined
  readonly clauses: readonly TypedClause[]
  readonly versions: [VersionInForce, ...VersionInForce[]]
  until: Instant
}

/**
 * All versions of one playbook, oldest first, as one that judges each promise by the version that made it: every rule that
 * ever was, with the time in which it made promises, and the moments of the newest. A kind that a version left as it was
 * goes on with the same rule, so facts pay for what was changed, not for how often something was published.
 * Undefined: there is none.
 */
export function inSuccession(versions: readonly Published[]): CompiledPlaybook | undefined {
  const newest = versions.at(-1)?.playbook
  if (newest === undefined || versions.length === 1) return newest
  const all: Reign[] = []
  const reigning = new Map<string, Reign>()
  for (const [index, { playbook, since: published }] of versions.entries()) {
    const since = index === 0 ? -Infinity : published
    for (const [id, reign] of reigning) {
      if (playbook.written.get(id) === reign.written) continue
      reign.until = since
      reigning.delete(id)
    }
    for (const rule of playbook.rules) {
      const version = { version: playbook.version, since }
      const before = reigning.get(rule.id)
      if (before === undefined) {
        const reign = reignOf(playbook, rule, version)
        all.push(reign)
        reigning.set(rule.id, reign)
      } else if (before.versions.at(-1)?.version !== version.version) before.versions.push(version)
    }
  }
  return { ...newest, ...rulesOf(all) }
}

const reignOf = ({ written, clauses }: CompiledPlaybook, rule: PromiseRule, version: VersionInForce): Reign => ({
  rule,
  written: written.get(rule.id),
  clauses: clauses.filter(({ clause }) => clause.rule === rule),
  versions: [version],
  until: Infinity,
})

function rulesOf(reigns: readonly Reign[]): Pick<CompiledPlaybook, 'rules' | 'clauses'> {
  const dated = reigns.map(({ rule, clauses, versions, until }) => ({ rule: { ...rule, versions, until }, clauses }))
  return {
    rules: dated.map(({ rule }) => rule),
    clauses: dated.flatMap(({ rule, clauses }) =>
      clauses.map(({ factType, clause }) => ({ factType, clause: { ...clause, rule } })),
    ),
  }
}
