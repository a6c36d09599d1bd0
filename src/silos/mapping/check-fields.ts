import type { DocumentPath } from '../../core/document/yaml.ts'
import type { FieldDescription, Fields } from '../../core/fact/field.ts'
import { nearest } from '../../core/document/near.ts'
import type { Complain } from './complain.ts'
import type { ValueShape } from './shape.ts'

export interface DataToCheck {
  readonly data: Readonly<Record<string, ValueShape>>
  readonly fields: Fields
  /** The fact type, and the field inside it: for reports. */
  readonly of: string
}

export const isComputed = (value: ValueShape): value is { readonly cel: string } =>
  typeof value === 'object' && 'cel' in value && typeof value.cel === 'string'

export const isLiteral = (value: ValueShape): value is { readonly text: string | number | boolean } =>
  typeof value === 'object' && 'text' in value && typeof value.text !== 'object'

/** What of a fact's data can be known wrong before any row is seen. */
export function checkFields({ data, fields, of }: DataToCheck, path: DocumentPath, complain: Complain): void {
  for (const [name, described] of Object.entries(fields)) {
    const value = Object.hasOwn(data, name) ? data[name] : undefined
    if (value !== undefined) checkField({ value, described, of: `${of} ${name}` }, [...path, name], complain)
    else if (!described.optional) {
      const misspelt = Object.keys(data).find(
        (other) => !Object.hasOwn(fields, other) && nearest(other, [name]) === name,
      )
      const mend = misspelt === undefined ? `Add it: ${described.says}` : `Rename “${misspelt}” to it.`
      complain(path, { code: 'missing-field', reason: `${of} needs ${name}.`, mend })
    }
  }
}

interface FieldToCheck {
  readonly value: ValueShape
  readonly described: FieldDescription
  readonly of: string
}

function checkField({ value, described, of }: FieldToCheck, path: DocumentPath, complain: Complain): void {
  const parts = typeof value === 'object' && !isComputed(value) && !isLiteral(value) ? value : undefined
  const { kind, fields } = described
  if (parts !== undefined) {
    if (kind === 'object') return checkFields({ data: parts, fields: fields ?? {}, of }, path, complain)
    if (kind === 'any') return
    const reason = `${of} has no parts.`
    return complain(path, { code: 'wrong-value', reason, mend: 'Name a column, {cel: …} or {text: …}.' })
  }
  if (kind === 'object') {
    const example = `{ ${Object.keys(fields ?? {})
      .slice(0, 2)
      .join(': COLUMN, ')}: COLUMN }`
    return complain(path, { code: 'wrong-value', reason: `${of} has parts.`, mend: `Give each of them: ${example}.` })
  }
  if (kind === 'list') {
    const mend = 'Leave it out, or send such facts as NDJSON.'
    complain(path, { code: 'wrong-value', reason: `${of} is a list, and a row holds none.`, mend })
  }
}
