import type { FactType } from '../../src/core/fact/fact-type.ts'
import type { FieldDescription, Fields } from '../../src/core/fact/field.ts'
import { MAX_DEPTH, MAX_KEY, MAX_LIST, MAX_TEXT, formWords } from '../../src/core/fact/value-form.ts'

/** The pages of docs/reference/facts by file name: a table of all types, and a page for each. */
export function factPages(types: readonly FactType[]): ReadonlyMap<string, string> {
  const pages = types.map((known) => [`${known.type}.md`, page(known)] as const)
  return new Map([['README.md', overview(types)], ...pages])
}

const GENERATED = '<!-- Generated from src/core/fact/catalogue; see CONTRIBUTING.md. -->'

const overview = (types: readonly FactType[]): string => `${GENERATED}

# Facts

A fact is one CloudEvents 1.0 object in JSON. Beside \`id\`, \`source\`, \`type\`, \`subject\`, \`time\` and \`data\` it may carry
\`heard\` (when it was learned, else \`time\`), \`known\` (when its silo says it learned it), \`origin\` (\`outside\` unless it says
\`person\` or \`engine\`) and \`sequence\` (the source's own order among facts of one time). Times are RFC 3339 with an offset,
years 1900 to 2200. A source and an id name a fact for ever: heard twice, it counts once.

A type that is not in this table is stored and shown, never refused; its data is personal as a whole. Fields that a page
does not name are kept. An optional field may be null. Limits: ${MAX_KEY} characters for a key, ${MAX_TEXT} for a text, ${MAX_LIST} items
for a list, ${MAX_DEPTH} levels, and no NUL character anywhere.

| type | says | stated by |
|---|---|---|
${types.map(({ type, says, origins }) => `| [${type}](${type}.md) | ${says} | ${origins.join(', ')} |`).join('\n')}
`

const page = (known: FactType): string => `${GENERATED}

# ${known.type}

${known.says}

Stated by: ${known.origins.join(', ')}. ${
  known.history
    ? 'Heard late it still counts.'
    : 'It speaks of its own moment only: heard late it is stored and changes nothing.'
}

## Data

| field | type | needed | personal | meaning |
|---|---|---|---|---|
${rows('', known.fields).join('\n')}

## Example

\`\`\`json
${JSON.stringify(known.example, null, 2)}
\`\`\`
`

const rows = (prefix: string, fields: Fields): readonly string[] =>
  Object.entries(fields).flatMap(([name, described]) => [
    row(prefix + name, described),
    ...innerRows(prefix + name, described),
  ])

function row(path: string, described: FieldDescription): string {
  const { optional, personal, values, usual, says } = described
  const known = values ?? usual ?? []
  const words =
    known.length === 0
      ? ''
      : ` ${values === undefined ? 'Usual' : 'One of'}: ${known.map((word) => `\`${word}\``).join(', ')}.`
  return `| \`${path}\` | ${typeOf(described)} | ${optional ? '' : 'yes'} | ${personal ? 'yes' : ''} | ${says}${words} |`
}

function innerRows(path: string, { item, fields }: FieldDescription): readonly string[] {
  if (fields !== undefined) return rows(`${path}.`, fields)
  return item?.fields === undefined ? [] : rows(`${path}[].`, item.fields)
}

function typeOf({ kind, form, item }: FieldDescription): string {
  if (form !== undefined) return formWords(form)
  if (kind === 'list') return item === undefined ? 'list' : `list of ${typeOf(item)}`
  return kind === 'string' ? 'text' : kind
}
