import type { Fault, ReadStatement } from './rule.ts'

// PostgreSQL cuts a prepared statement's name here, and two that are cut alike are one.
const LONGEST = 63

/** kebab-case, short enough, and one word of it says in which file it is found. */
export function badName({ name: written, file }: Pick<ReadStatement, 'name' | 'file'>): readonly string[] {
  // A part that is only known when it runs is taken for a number.
  const name = written.replaceAll(/\$\$.*?\$\$/g, '0')
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name)) return ['is not kebab-case']
  if (Buffer.byteLength(name) > LONGEST) return [`is longer than ${LONGEST} bytes`]
  const [inName, inFile] = [wordsOf(name), wordsOf(baseOf(file))]
  return inName.some((word) => inFile.includes(word)) ? [] : [`shares no word with its file ${file}`]
}

const baseOf = (file: string): string => (file.split('/').at(-1) ?? '').replace(/\.ts$/, '')

/** One and many are one word. */
const wordsOf = (text: string): readonly string[] => text.split('-').map((word) => word.replace(/s$/, ''))

/** Connections prepare a statement by its name: two of one name would be the same one. */
export function sameNames(statements: readonly Pick<ReadStatement, 'name' | 'file' | 'line'>[]): readonly Fault[] {
  const first = new Map<string, string>()
  return statements.flatMap(({ name, file, line }): readonly Fault[] => {
    const before = first.get(name)
    if (before === undefined) first.set(name, `${file}:${line}`)
    const says = `${file}:${line} ${name} is also the name of ${before}`
    return before === undefined ? [] : [{ rule: 'name', of: file, says }]
  })
}
