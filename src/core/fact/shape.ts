import type { FieldDescription, Fields } from './field.ts'

/** A field's description with its inner fields ready for look-up. */
export interface FieldShape {
  readonly described: FieldDescription
  readonly item: FieldShape | undefined
  readonly inner: Shape | undefined
}

/** An object's fields, compiled once per type: a check walks the data once and looks each name up. */
export interface Shape {
  readonly fields: ReadonlyMap<string, FieldShape>
  readonly names: readonly string[]
  /** How many fields must be there. */
  readonly needed: number
}

export function shapeOf(fields: Fields): Shape {
  const entries = Object.entries(fields)
  return {
    fields: new Map(entries.map(([name, described]) => [name, fieldShape(described)])),
    names: entries.map(([name]) => name),
    needed: entries.filter(([, described]) => !described.optional).length,
  }
}

const fieldShape = (described: FieldDescription): FieldShape => ({
  described,
  item: described.item === undefined ? undefined : fieldShape(described.item),
  inner: described.fields === undefined ? undefined : shapeOf(described.fields),
})
