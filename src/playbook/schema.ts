import { z } from 'zod'
import { examplesShape } from './example/examples-shape.ts'
import { textsShape } from './lint/texts-file.ts'
import { playbookShape } from './shape.ts'

/** The three files of a playbook's folder. */
export type PlaybookFile = 'playbook' | 'examples' | 'texts'

const SHAPES: Readonly<Record<PlaybookFile, z.ZodType>> = {
  playbook: playbookShape,
  examples: examplesShape,
  texts: textsShape,
}

const TITLES: Readonly<Record<PlaybookFile, string>> = {
  playbook: 'A playbook: promises, how facts make, move, keep, break and end them, and their moments',
  examples: 'The examples of a playbook: given these facts, expect these decisions',
  texts: 'The words of a playbook in one language, by the name a moment says',
}

/** JSON Schema 2020-12 of one kind of file, made from the very shapes it is checked with. */
export function schemaOf(file: PlaybookFile): Readonly<Record<string, unknown>> {
  const { $schema, ...rest } = z.toJSONSchema(SHAPES[file], { target: 'draft-2020-12' })
  return { $schema, $id: `urn:troth:schema:${file}`, title: TITLES[file], ...rest }
}

/** The form of a playbook as JSON Schema 2020-12, for editors and other programs. */
export const playbookSchema = (): object => schemaOf('playbook')
