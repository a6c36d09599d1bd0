import { z } from 'zod'
import { nearest } from './near.ts'
import type { Problem } from './problem.ts'
import type { DocumentPath, YamlDocument } from './yaml.ts'

export type Shaped<Value> = { readonly value: Value } | { readonly problems: readonly Problem[] }

/** Checks a document against a schema; every problem has its line, its column and a way to mend it. */
export function checkShape<Value>(
  schema: z.ZodType<Value>,
  document: YamlDocument,
  help = '`troth playbook schema`',
): Shaped<Value> {
  const parsed = schema.safeParse(document.value)
  if (parsed.success) return { value: parsed.data }
  const known = [...new Set(keysOf(z.toJSONSchema(schema)))]
  return { problems: parsed.error.issues.flatMap((issue) => problemsOf(issue, [], { document, known, help })) }
}

type Issue = z.core.$ZodIssue
type Context = { readonly document: YamlDocument; readonly known: readonly string[]; readonly help: string }

/** Every key the schema knows anywhere: what a misspelt one is compared with. */
function keysOf(schema: unknown): readonly string[] {
  if (typeof schema !== 'object' || schema === null) return []
  const own = 'properties' in schema ? Object.keys(schema.properties as object) : []
  return [...own, ...Object.values(schema).flatMap(keysOf)]
}

function problemsOf(issue: Issue, base: DocumentPath, context: Context): readonly Problem[] {
  const { document, help } = context
  const path = [...base, ...issue.path.map((part) => (typeof part === 'number' ? part : String(part)))]
  if (issue.code === 'invalid_union') {
    const branch = nearestBranch(issue.errors)
    if (branch !== undefined) return branch.flatMap((inner) => problemsOf(inner, path, context))
  }
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownKey(key, path, context))
  const missing = issue.code === 'invalid_type' && issue.message.includes('undefined')
  return [
    {
      level: 'error',
      code: missing ? 'missing' : 'shape',
      place: document.placeOf(path),
      reason: missing ? 'This is missing.' : `${issue.message}.`,
      mend: missing ? `Add it; ${help} shows what belongs here.` : mendOf(issue, help),
    },
  ]
}

function unknownKey(key: string, path: DocumentPath, { document, known, help }: Context): Problem {
  const near = nearest(key, known)
  return {
    level: 'error',
    code: 'unknown-key',
    place: document.placeOfKey([...path, key]),
    reason: `“${key}” is not known here.`,
    mend: near === undefined ? `Remove it, or see ${help}.` : `Did you mean “${near}”?`,
  }
}

/** Of several forms that all fail, the one that was most likely meant: the fewest unknown keys, the deepest mistake. */
function nearestBranch(branches: readonly (readonly Issue[])[]): readonly Issue[] | undefined {
  const cost = (issues: readonly Issue[]): number =>
    issues.reduce((sum, issue) => {
      const keys = issue.code === 'unrecognized_keys' ? issue.keys.length * 2 : 0
      const wrongKind = issue.code === 'invalid_type' && issue.path.length === 0 ? 10 : 0
      return sum + keys + wrongKind + 1 / (1 + issue.path.length)
    }, 0)
  return branches.toSorted((a, b) => cost(a) - cost(b))[0]
}

const mendOf = (issue: Issue, help: string): string =>
  issue.code === 'invalid_value' ? `Use one of: ${issue.values.map(String).join(', ')}.` : `See ${help} for the form.`
