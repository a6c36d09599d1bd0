import type { Problem } from '../core/document/problem.ts'
import { checkShape } from '../core/document/shape.ts'
import { readYaml, type YamlDocument } from '../core/document/yaml.ts'
import { playbookShape, type PlaybookShape } from './shape.ts'

/** A playbook as written: its values, and where each of them stands in the file. */
export interface PlaybookSource {
  readonly document: YamlDocument
  readonly shape: PlaybookShape
  /** The text itself: a version is named by its digest. */
  readonly text: string
}

export type ReadPlaybook = { readonly playbook: PlaybookSource } | { readonly problems: readonly Problem[] }

export function readPlaybook(text: string, file: string): ReadPlaybook {
  const read = readYaml(text, file)
  if ('problems' in read) return read
  const shaped = checkShape(playbookShape, read.document)
  if ('problems' in shaped) return shaped
  return { playbook: { document: read.document, shape: shaped.value, text } }
}
