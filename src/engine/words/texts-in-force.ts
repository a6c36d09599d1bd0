import { readTexts, type TextsSource } from '../../playbook/lint/texts-file.ts'
import type { Problem } from '../../core/document/problem.ts'
import { compileTexts, type CompiledTexts } from '../../playbook/text/compile.ts'
import { playbooksInForce } from '../../store/company/playbook-versions.ts'
import type { Tx } from '../../store/store.ts'

/**
 * The texts of each playbook in force, ready to be filled in. What was published has been read and compiled before; what
 * this version of Troth cannot read any more is left out, and its messages say that there are no words.
 */
export async function textsInForce(tx: Tx): Promise<ReadonlyMap<string, CompiledTexts>> {
  const ready = new Map<string, CompiledTexts>()
  for (const { playbook, texts } of await playbooksInForce(tx)) {
    const compiled = compileAll(texts, playbook)
    if ('texts' in compiled) ready.set(playbook, compiled.texts)
  }
  return ready
}

/** YAML by language to templates; the first language is the playbook's main one. */
export function compileAll(
  texts: Readonly<Record<string, string>>,
  playbook: string,
):
  | { readonly texts: CompiledTexts; readonly sources: readonly TextsSource[] }
  | { readonly problems: readonly Problem[] } {
  const sources: TextsSource[] = []
  const problems: Problem[] = []
  for (const [language, yaml] of Object.entries(texts)) {
    const read = readTexts(yaml, `playbooks/${playbook}/texts.${language}.yaml`, language)
    if ('problems' in read) problems.push(...read.problems)
    else sources.push(read.texts)
  }
  if (problems.length > 0) return { problems }
  const compiled = compileTexts(sources)
  return 'problems' in compiled ? compiled : { texts: compiled.texts, sources }
}
