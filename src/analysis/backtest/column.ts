/** Numbers that come one by one, eight bytes each; grows by half, so that at most a third of it is empty. */
export interface Column {
  values: Float64Array
  size: number
}

const FIRST = 1024

export const startColumn = (): Column => ({ values: new Float64Array(FIRST), size: 0 })

export function push(column: Column, value: number): void {
  if (column.size === column.values.length) {
    const grown = new Float64Array(Math.ceil(column.size * 1.5))
    grown.set(column.values)
    column.values = grown
  }
  column.values[column.size] = value
  column.size += 1
}

/** What is in it, without a copy. */
export const valuesOf = ({ values, size }: Column): Float64Array => values.subarray(0, size)
