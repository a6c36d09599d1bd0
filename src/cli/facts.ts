import { nearest } from '../core/document/near.ts'
import { factType, factTypes } from '../core/fact/catalogue.ts'
import type { Fields } from '../core/fact/field.ts'
import type { FactType } from '../core/fact/fact-type.ts'
import { parseWords, type Run } from './command.ts'
import { EXIT, usage } from './exit.ts'
import { columns } from './table.ts'

/** `facts` lists the catalogue, `facts TYPE` shows one type. */
export const facts: Run = async ({ args, terminal }) => {
  const { values, positionals } = parseWords(args, { json: { type: 'boolean', default: false } })
  const [type, ...more] = positionals
  if (more.length > 0) throw usage('facts takes one type at most.', 'troth facts [TYPE]')
  if (type === undefined) {
    if (values.json) terminal.out(JSON.stringify(factTypes()))
    else
      for (const line of columns(
        factTypes().map((known) => [known.type, known.origins.join(', '), known.says]),
        3,
      ))
        terminal.out(line)
    return EXIT.ok
  }
  const known = factType(type)
  if (known === undefined) {
    const near = nearest(
      type,
      factTypes().map((one) => one.type),
    )
    terminal.err(`The catalogue has no “${type}”.${near === undefined ? '' : ` Did you mean “${near}”?`}`)
    return EXIT.no
  }
  if (values.json) terminal.out(JSON.stringify(known))
  else for (const line of described(known)) terminal.out(line)
  return EXIT.ok
}

const described = (known: FactType): readonly string[] => [
  `${known.type}  ${known.says}`,
  `stated by ${known.origins.join(', ')}`,
  '',
  ...columns(fieldRows(known.fields, ''), 4),
  '',
  JSON.stringify(known.example, null, 2),
]

function fieldRows(fields: Fields, prefix: string): readonly (readonly string[])[] {
  return Object.entries(fields).flatMap(([name, field]) => {
    const marks = [field.optional ? 'optional' : 'required', ...(field.personal ? ['personal'] : [])].join(', ')
    const own = [`${prefix}${name}`, field.kind, marks, field.says]
    return [own, ...(field.fields === undefined ? [] : fieldRows(field.fields, `${prefix}${name}.`))]
  })
}
