import type { FactData } from '../fact/fact.ts'

interface Line {
  readonly code: string
  readonly amount: string
  readonly currency: string
}

const isLine = (value: unknown): value is Line =>
  typeof value === 'object' && value !== null && 'code' in value && 'amount' in value && 'currency' in value

const linesOf = ({ lines }: FactData): readonly Line[] => (Array.isArray(lines) ? lines.filter(isLine) : [])

/** "29.90", "29.9" and "+29.90" are one amount: decimal text without its idle zeros. */
const plain = (amount: string): string => {
  const [whole = '0', fraction = ''] = String(amount).replace(/^\+/, '').split('.')
  const end = fraction.replace(/0+$/, '')
  return end === '' ? whole : `${whole}.${end}`
}

/**
 * A bill line equals what was said, and nothing is charged that was not disclosed: every line of the bill stands in
 * the quote with the same amount and currency, or is a fee the quote named as disclosed. What the quote has and the
 * bill does not (a fee paid once) is no fault.
 */
export function billMatchesQuote(quote: FactData, bill: FactData): boolean {
  const quoted = new Map(linesOf(quote).map((line) => [line.code, line]))
  const disclosed = Array.isArray(quote['disclosed']) ? quote['disclosed'] : []
  return linesOf(bill).every(({ code, amount, currency }) => {
    const said = quoted.get(code)
    if (said === undefined) return disclosed.includes(code)
    return plain(said.amount) === plain(amount) && said.currency === currency
  })
}
