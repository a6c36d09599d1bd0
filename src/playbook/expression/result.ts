import { converter, type Convert } from './read.ts'
import { ownWords } from './environment.ts'
import { failed, isFailed } from './failed.ts'
import { bad, type BadExpression } from './refusal.ts'
import { isList, isObject, type FieldType } from './field-type.ts'

/** Whether what the checker says an expression gives is what its place wants. */
export function resultRefusal(
  gives: string,
  expects: FieldType | undefined,
  source: string,
): BadExpression | undefined {
  if (expects === undefined || expects === 'any') return undefined
  const given = ownWords(gives)
  const wanted = wordFor(expects)
  if (
    given === 'any' ||
    given === wanted ||
    (wanted === 'list' && given.startsWith('list')) ||
    (wanted === 'object' && !SCALARS.has(given))
  ) {
    return undefined
  }
  const mend =
    wanted === 'boolean'
      ? 'Write a condition, for example with == or <.'
      : `Write something that gives ${article(wanted)}.`
  return bad(
    'wrong-type',
    { start: 0, end: source.length },
    { reason: `This gives ${article(given)}; ${article(wanted)} is wanted here.`, mend },
  )
}

const SCALARS: ReadonlySet<string> = new Set(['string', 'number', 'boolean', 'instant', 'duration', 'null', 'list'])
const wordFor = (type: FieldType): string => (isList(type) ? 'list' : isObject(type) ? 'object' : type)
const article = (word: string): string => (/^[aeiou]/.test(word) ? `an ${word}` : `a ${word}`)

/** Makes sure at run time what could not be checked before: a condition gives true or false, else a Failed. */
export function resultAs(expects: FieldType | undefined): Convert {
  if (expects === undefined || expects === 'any' || isObject(expects)) return (value) => value
  const convert = converter(expects, 'the result')
  if (expects !== 'boolean') return (value) => (isFailed(value) ? value : convert(value))
  return (value) => (value === null ? MISSING : isFailed(value) ? value : convert(value))
}

const MISSING = failed('the result is missing')
