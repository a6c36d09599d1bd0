import ts from 'typescript'
import { textOf, type Constants } from './constant-text.ts'

/** A statement constant `{ name, text }` as it is written in a file. */
export interface FoundStatement {
  /** From the root of the repository. */
  readonly file: string
  readonly line: number
  readonly name: string
  /** What the database is given; where a part is only known when it runs, `$$…$$` with the part's source. */
  readonly text: string
  /** Source of what is put into the text by the program, numbers that are constants left out. */
  readonly holes: readonly string[]
}

/** SQL that reaches the database without a name: prepared by nobody, and checked by none of the other rules. */
export interface RawQuery {
  readonly file: string
  readonly line: number
  readonly text: string
}

export interface FoundSql {
  readonly statements: readonly FoundStatement[]
  readonly raw: readonly RawQuery[]
}

/** Every statement of one TypeScript file, in its order. */
export function sqlIn(file: string, source: string): FoundSql {
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.ES2023, true)
  const constants = constantsOf(tree)
  const [statements, raw]: [FoundStatement[], RawQuery[]] = [[], []]
  const visit = (node: ts.Node): void => {
    const line = tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1
    const found = ts.isObjectLiteralExpression(node) ? statementOf(node, constants) : null
    if (found !== null) statements.push({ file, line, ...found })
    const given = ts.isCallExpression(node) ? rawText(node, constants) : null
    if (given !== null) raw.push({ file, line, text: given })
    ts.forEachChild(node, visit)
  }
  visit(tree)
  return { statements, raw }
}

function statementOf(
  node: ts.ObjectLiteralExpression,
  constants: Constants,
): Pick<FoundStatement, 'name' | 'text' | 'holes'> | null {
  const [name, text] = [valueOf(node, 'name'), valueOf(node, 'text')]
  if (name === null || text === null) return null
  // Null where a function hands on what it was given: that is found where it is written.
  const said = textOf(text, constants)
  return said === null ? null : { name: textOf(name, constants)?.text ?? name.getText(), ...said }
}

function valueOf(node: ts.ObjectLiteralExpression, key: string): ts.Expression | null {
  for (const property of node.properties) {
    if (property.name?.getText() !== key) continue
    if (ts.isPropertyAssignment(property)) return property.initializer
    if (ts.isShorthandPropertyAssignment(property)) return property.name
  }
  return null
}

function rawText(node: ts.CallExpression, constants: Constants): string | null {
  const [given] = node.arguments
  const isQuery = ts.isPropertyAccessExpression(node.expression) && node.expression.name.text === 'query'
  return isQuery && given !== undefined ? (textOf(given, constants)?.text ?? null) : null
}

/** Whatever is named in the file and said there at once. */
function constantsOf(tree: ts.SourceFile): Constants {
  const constants = new Map<string, ts.Expression>()
  const visit = (node: ts.Node): void => {
    if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && node.initializer !== undefined)
      constants.set(node.name.text, node.initializer)
    ts.forEachChild(node, visit)
  }
  visit(tree)
  return constants
}
