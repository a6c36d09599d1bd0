import { nearest } from '../../core/document/near.ts'
import type { Problem } from '../../core/document/problem.ts'
import { errorAt, meant, warningAt, type LintRule } from './linting.ts'

/** Playbooks that run together have names of their own, and what one leaves out is there to be left out. */
export const namesBeside: LintRule = ({ source: { document, shape }, others }) => {
  if (others === null) return []
  const twin = others.find((other) => other.shape.playbook === shape.playbook)
  const names = [shape, ...others.map((other) => other.shape)].flatMap(({ playbook, promises }) => [
    `${playbook}.*`,
    ...Object.keys(promises ?? {}).map((name) => `${playbook}.${name}`),
  ])
  const strangers = (shape.for?.except ?? []).flatMap((pattern, index): readonly Problem[] => {
    if (names.includes(pattern)) return []
    const finding = {
      code: 'unknown-promise',
      reason: `${pattern} leaves nothing out: no playbook here promises it.`,
      mend: meant(nearest(pattern, names), 'Write <playbook>.<promise>, or <playbook>.* for all of it.'),
    }
    return [warningAt(document, ['for', 'except', index], finding)]
  })
  if (twin === undefined) return strangers
  const reason = `${twin.document.file} is called ${shape.playbook} too: their promises would be mixed up.`
  const finding = { code: 'playbook-name-twice', reason, mend: 'Give one of them another name.' }
  return [errorAt(document, ['playbook'], finding), ...strangers]
}
