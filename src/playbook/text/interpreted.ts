import { renderTemplate, type Template } from './liquid.ts'
import { lookReader } from './look-reader.ts'
import { Unsaid } from './said.ts'
import type { Say } from './say.ts'

type Scope = Record<string, unknown>

/** Any template, by LiquidJS itself, over a scope that holds exactly the names the template mentions. */
export function interpreted(template: Template[], paths: readonly (readonly string[])[]): Say {
  const readers = paths.toSorted((a, b) => a.length - b.length).map((path) => ({ path, read: lookReader(path) }))
  return (look, listener) => {
    const scope = emptyScope()
    for (const { path, read } of readers) {
      const value = read(look)
      if (value !== undefined) put(scope, path, value)
    }
    return renderTemplate(template, scope, listener)
  }
}

/** Without Object's own names, which `fact.constructor` would find. */
const emptyScope = (): Scope => Object.create(null) as Scope

/** A name below one that is not known is not known either. */
function put(scope: Scope, path: readonly string[], value: unknown): void {
  let at = scope
  for (const part of path.slice(0, -1)) {
    if (at[part] === null) return
    const inner = at[part]
    at = (inner === undefined || inner instanceof Unsaid ? (at[part] = emptyScope()) : inner) as Scope
  }
  at[path.at(-1) ?? ''] ??= value
}
