import ts from 'typescript'

/** What the names used in a text stand for, where the file says so itself. */
export type Constants = ReadonlyMap<string, ts.Expression>

export interface ConstantText {
  readonly text: string
  /** Source of each part that is not written out where it stands. */
  readonly holes: readonly string[]
}

/** A text written in the source, with constants and calls of one-line functions put in; null: it is no text. */
export function textOf(node: ts.Expression, constants: Constants): ConstantText | null {
  if (ts.isStringLiteralLike(node)) return { text: node.text, holes: [] }
  if (ts.isIdentifier(node)) {
    const meant = constants.get(node.text)
    return meant === undefined || meant === node ? null : textOf(meant, constants)
  }
  if (ts.isTemplateExpression(node)) return templateText(node, constants)
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken) {
    const [left, right] = [textOf(node.left, constants), textOf(node.right, constants)]
    return left === null || right === null ? null : joined([left, right])
  }
  return null
}

function templateText(node: ts.TemplateExpression, constants: Constants): ConstantText {
  const parts = node.templateSpans.flatMap(({ expression, literal }) => [
    hole(expression, constants),
    { text: literal.text, holes: [] },
  ])
  return joined([{ text: node.head.text, holes: [] }, ...parts])
}

function hole(node: ts.Expression, constants: Constants): ConstantText {
  const number = numberOf(node, constants)
  if (number !== null) return { text: String(number), holes: [] }
  const source = node.getText()
  const text = calledText(node, constants) ?? textOf(node, constants)?.text
  return { text: text ?? `$$${source}$$`, holes: [source] }
}

/** `listOf('a', 'b')` of a function whose body is one text. */
function calledText(node: ts.Expression, constants: Constants): string | null {
  if (!ts.isCallExpression(node) || !ts.isIdentifier(node.expression)) return null
  const called = constants.get(node.expression.text)
  if (called === undefined || !ts.isArrowFunction(called) || ts.isBlock(called.body)) return null
  const inside = new Map(constants)
  called.parameters.forEach(({ name }, index) => {
    const given = node.arguments[index]
    if (given !== undefined) inside.set(name.getText(), given)
  })
  return textOf(called.body, inside)?.text ?? null
}

/** Whole numbers can neither carry anybody's words into a statement nor make it many: they are no holes. */
function numberOf(node: ts.Expression, constants: Constants): number | null {
  if (ts.isNumericLiteral(node)) return Number(node.text.replaceAll('_', ''))
  if (node.getText() === 'Number.MAX_SAFE_INTEGER') return Number.MAX_SAFE_INTEGER
  if (ts.isIdentifier(node)) {
    const meant = constants.get(node.text)
    return meant === undefined ? null : numberOf(meant, constants)
  }
  if (!ts.isBinaryExpression(node)) return null
  const [left, right] = [numberOf(node.left, constants), numberOf(node.right, constants)]
  if (left === null || right === null) return null
  switch (node.operatorToken.kind) {
    case ts.SyntaxKind.PlusToken:
      return left + right
    case ts.SyntaxKind.MinusToken:
      return left - right
    case ts.SyntaxKind.AsteriskToken:
      return left * right
    default:
      return null
  }
}

const joined = (parts: readonly ConstantText[]): ConstantText => ({
  text: parts.map(({ text }) => text).join(''),
  holes: parts.flatMap(({ holes }) => holes),
})
