export type TemplatePart = { readonly text: string } | { readonly column: string; readonly at: number }

export type Template = { readonly parts: readonly TemplatePart[] } | { readonly error: string; readonly at: number }

const PART = /\{([^{}]+)\}|[^{}]+|[{}]/g

/** `"case:{CASE_ID}"` in parts; `at` counts the characters before a column's name. A brace without its other is an error. */
export function parseTemplate(text: string): Template {
  const parts: TemplatePart[] = []
  for (const { 0: whole, 1: column, index } of text.matchAll(PART)) {
    if (column !== undefined) parts.push({ column, at: index + 1 })
    else if (whole === '{' || whole === '}') return { error: `“${whole}” stands alone`, at: index }
    else parts.push({ text: whole })
  }
  return { parts }
}

export const hasColumn = (parts: readonly TemplatePart[]): boolean => parts.some((part) => 'column' in part)
