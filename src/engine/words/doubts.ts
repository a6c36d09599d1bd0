import type { Problem } from '../../core/document/problem.ts'
import { lintTexts } from '../../playbook/lint/lint.ts'
import { readTexts } from '../../playbook/lint/texts-file.ts'
import { readPlaybook } from '../../playbook/read.ts'
import { playbooksInForce } from '../../store/company/playbook-versions.ts'
import type { Tx } from '../../store/store.ts'

/** What lint doubts in the texts in force: nobody who speaks the language has read them, they take many SMS. */
export async function doubtsInTexts(tx: Tx): Promise<readonly Problem[]> {
  return (await playbooksInForce(tx)).flatMap(({ playbook, source, texts }) => {
    const read = readPlaybook(source, `playbooks/${playbook}/playbook.yaml`)
    if ('problems' in read) return read.problems
    const files = Object.entries(texts).map(([language, yaml]) =>
      readTexts(yaml, `playbooks/${playbook}/texts.${language}.yaml`, language),
    )
    const problems = files.flatMap((file) => ('problems' in file ? file.problems : []))
    return [
      ...problems,
      ...lintTexts(
        read.playbook,
        files.flatMap((file) => ('texts' in file ? [file.texts] : [])),
      ),
    ]
  })
}
