import { z } from 'zod'
import { playbookShape } from './shape.ts'

/** The form of a playbook as JSON Schema 2020-12, for editors and other programs. */
export const playbookSchema = (): object => ({
  $id: 'urn:troth:schema:playbook',
  title: 'A playbook of Troth',
  ...z.toJSONSchema(playbookShape),
})
