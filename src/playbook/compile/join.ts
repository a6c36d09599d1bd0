import type { Clause } from '../../core/promise/clause.ts'
import type { PromiseRule } from '../../core/promise/rule.ts'
import type { LifeEvent, Moment } from '../moment.ts'
import type { AnchoredMoment, Program, RuleMoments } from '../program.ts'
import type { CompiledPlaybook, PlacedMoment } from './playbook.ts'

/** Several playbooks as one program, indexed so that a fact finds what concerns it at once. */
export function joinPlaybooks(playbooks: readonly CompiledPlaybook[]): Program {
  const rules = new Map<string, PromiseRule>()
  const clauses = new Map<string, Clause[]>()
  const moments = new Map<string, Moment[]>()
  const factMoments = new Map<string, AnchoredMoment[]>()
  const neededBy = new Map<string, string[]>()
  const asking = new Map<string, Moment>()
  for (const playbook of playbooks) {
    for (const rule of playbook.rules) {
      rules.set(rule.id, rule)
      for (const need of rule.needs) push(neededBy, need, rule.id)
    }
    for (const { factType, clause } of playbook.clauses) push(clauses, factType, clause)
  }
  for (const { moment, on } of playbooks.flatMap((playbook) => playbook.moments)) {
    if (moment.unanswered !== null) asking.set(moment.id, moment)
    for (const rule of rulesOf(on, rules)) {
      if (moment.at.on === 'fact') push(factMoments, moment.at.type, { moment, rule })
      else push(moments, rule, moment)
    }
    if ('anchor' in on) push(factMoments, on.anchor, { moment, rule: null })
  }
  const indexed = new Map([...moments].map(([rule, all]) => [rule, byWhatBringsThem(all)]))
  return { rules, clauses, neededBy, moments: indexed, factMoments, asking }
}

function byWhatBringsThem(moments: readonly Moment[]): RuleMoments {
  const life = new Map<LifeEvent, Moment[]>()
  for (const moment of moments) if (moment.at.on === 'life') push(life, moment.at.event, moment)
  return {
    life,
    clock: moments.filter(({ at }) => at.on === 'clock'),
    jeopardy: moments.filter(({ at }) => at.on === 'jeopardy'),
    wordDue: moments.filter(({ at }) => at.on === 'word-due'),
  }
}

function rulesOf(on: PlacedMoment['on'], rules: ReadonlyMap<string, PromiseRule>): readonly string[] {
  if ('rule' in on) return [on.rule]
  if ('anchor' in on) return []
  return [...rules.keys()].filter((id) => !on.except.some((pattern) => matches(pattern, id)))
}

/** `recovery.*` is every promise of that playbook. */
const matches = (pattern: string, id: string): boolean =>
  pattern.endsWith('.*') ? id.startsWith(pattern.slice(0, -1)) : pattern === id

function push<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = map.get(key)
  if (list === undefined) map.set(key, [value])
  else list.push(value)
}
