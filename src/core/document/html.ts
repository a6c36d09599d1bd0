/** Markup that is safe to send: every value in it was escaped on its way in. */
export interface Html {
  readonly markup: string
}

type Value = Html | string | number | null | readonly Html[]

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

const escaped = (text: string): string => text.replace(/[&<>"']/g, (letter) => ESCAPES[letter] ?? letter)

const isHtml = (value: Html | readonly Html[]): value is Html => 'markup' in value

function written(value: Value): string {
  if (value === null) return ''
  if (typeof value !== 'object') return escaped(String(value))
  return isHtml(value) ? value.markup : value.map(({ markup }) => markup).join('')
}

/** A template whose values are text unless they are markup themselves. */
export const html = (parts: TemplateStringsArray, ...values: readonly Value[]): Html => ({
  markup: parts.map((part, at) => part + (at < values.length ? written(values[at] ?? null) : '')).join(''),
})
