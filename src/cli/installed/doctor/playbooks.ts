import type { Problem } from '../../../core/document/problem.ts'
import { compileWithHolidays } from '../../../playbook/compile/with-holidays.ts'
import { lintPlaybook } from '../../../playbook/lint/lint.ts'
import { readPlaybook } from '../../../playbook/read.ts'
import { compileAll } from '../../../engine/words/texts-in-force.ts'
import { playbooksInForce, type PlaybookVersion } from '../../../store/company/playbook-versions.ts'
import { sha256 } from '../../playbooks.ts'
import type { LookingAtStore } from './database.ts'
import { finding, type Looked } from './finding.ts'

/** Whether what is in force still compiles, and has words for everything it says. */
export async function lookAtPlaybooks({ store, settings }: LookingAtStore): Promise<readonly Looked[]> {
  const inForce = await playbooksInForce(store)
  const says = inForce.map(({ playbook }) => playbook).join(', ')
  const findings = (await Promise.all(inForce.map(wrongWith))).flat()
  const unlinked = [...settings.brands]
    .filter(([, { link, pages }]) => link === null && pages === null)
    .map(([name]) => name)
  const naming = inForce.filter(({ texts }) => Object.values(texts).some((yaml) => /\{\{\s*link\b/.test(yaml)))
  if (unlinked.length > 0 && naming.length > 0) findings.push(noLink(unlinked[0] ?? '', naming))
  return [{ what: 'playbooks', says: inForce.length === 0 ? 'none in force' : says, findings }]
}

async function wrongWith({ playbook, source, texts }: PlaybookVersion): Promise<readonly Problem[]> {
  const read = readPlaybook(source, playbook)
  if ('problems' in read) return read.problems
  const compiled = await compileWithHolidays(read.playbook, sha256)
  if ('problems' in compiled) return compiled.problems
  const words = compileAll(texts, playbook)
  if ('problems' in words) return words.problems
  return lintPlaybook(read.playbook, { texts: words.sources, others: [] }).filter(({ level }) => level === 'error')
}

const noLink = (brand: string, naming: readonly PlaybookVersion[]): Problem =>
  finding({
    level: 'warning',
    code: 'no-link',
    place: { path: `brands.${brand}.link` },
    reason: `Texts of ${naming.map(({ playbook }) => playbook).join(', ')} name a link, and ${brand} has none: they will not leave.`,
    mend: `Set brands.${brand}.link in troth.yaml to a page where customers can answer, or brands.${brand}.pages for the pages of their visits.`,
  })
