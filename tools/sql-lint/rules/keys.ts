import { isBucketed, type Table } from '../migration-tables.ts'

/** Keys that would keep a table from being spread by bucket, and texts in keys that compare by some machine's language. */
export function badKeys(table: Table): readonly string[] {
  const isLoose = (name: string): boolean =>
    table.columns.some((column) => column.name === name && column.type === 'text' && column.collation !== 'C')
  return table.keys.flatMap(({ what, columns }) => {
    const says = `${table.name}: ${what} (${columns.join(', ')})`
    // An index that only finds rows may lead with anything: each server has its own.
    const leads = what === 'index' || !isBucketed(table) || columns[0] === 'bucket'
    return [
      ...(leads ? [] : [`${says} does not lead with bucket`]),
      ...columns.filter(isLoose).map((column) => `${says}: ${column} is not collate "C"`),
    ]
  })
}
