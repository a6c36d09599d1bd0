import type { FactData } from '../fact/fact.ts'

interface Line {
  readonly code: string
  readonly amount: string
  readonly currency: string
  readonly per?: unknown
  readonly until?: unknown
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

/** A discount that was promised for good must be on every bill; one with an end, or taken off once, need not. */
const isLastingDiscount = ({ amount, per, until }: Line): boolean =>
  String(amount).startsWith('-') && per !== 'once' && (until === undefined || until === null)

/**
 * A bill line equals what was said, and nothing is charged that was not disclosed: every line of the bill stands in the
 * quote with the same amount and currency, as often as there, or is a fee the quote named as disclosed; and every lasting
 * discount of the quote is on the bill. What else the quote has and the bill does not (a fee paid once) is no fault.
 */
export function billMatchesQuote(quote: FactData, bill: FactData): boolean {
  const disclosed = Array.isArray(quote['disclosed']) ? quote['disclosed'] : []
  const unbilled = [...linesOf(quote)]
  const charged = linesOf(bill).every(({ code, amount, currency }) => {
    const index = unbilled.findIndex((line) => line.code === code)
    const said = unbilled[index]
    if (said === undefined) return disclosed.includes(code)
    unbilled.splice(index, 1)
    return plain(said.amount) === plain(amount) && said.currency === currency
  })
  return charged && !unbilled.some(isLastingDiscount)
}
