import type { Binding } from './binding.ts'
import { expressionReader, textOf } from './reader.ts'

/**
 * A name under `let`: text computed of the columns, once a row and only when a fact asks for it. It sees columns alone, so
 * that no two can wait for each other.
 */
export function addComputed(binding: Binding, name: string, source: string): void {
  const path = ['let', name]
  if (binding.columns.indexOf.has(name) || binding.columns.wordIndex.has(name)) {
    const reason = `The file has a column “${name}” already.`
    return binding.complain(path, { code: 'name-taken', reason, mend: 'Give what is computed another name.' })
  }
  const { scope } = binding.columns
  const { label, read } = expressionReader(binding, { source, expects: 'string', scope }, [...path, 'cel'])
  let number = 0
  let text = ''
  binding.computed.set(name, {
    label,
    read: (row) => {
      if (row.number === number) return text
      text = textOf(read(row))
      number = row.number
      return text
    },
  })
}
