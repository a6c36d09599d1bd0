import type { Instant } from '../../core/time/instant.ts'
import { TextFault } from './text-fault.ts'
import type { Amount } from './names.ts'

/** An instant or an amount on its way to its filter, or an object: by itself it has no words, so printing it is a fault. */
export class Unsaid<Value> {
  readonly value: Value
  readonly path: string
  readonly rest: string

  constructor(value: Value, path: string, rest: string) {
    this.value = value
    this.path = path
    this.rest = rest
  }

  toString(): never {
    const reason = `${this.path} stands in the text without saying how to write it.`
    throw new TextFault('text-bare', reason, `Write {{ ${this.path}${this.rest} }}.`)
  }
}

export const unsaidTime = (at: Instant, path: string): Unsaid<Instant> => new Unsaid(at, path, ' | day_and_time')
export const unsaidAmount = (amount: Amount, path: string): Unsaid<Amount> => new Unsaid(amount, path, ' | money')
export const unsaidObject = (object: object, path: string): Unsaid<object> => new Unsaid(object, path, '.…')

/** A value as words, for what prints it without a filter of ours. */
export function bareWords(value: unknown): string {
  if (typeof value === 'string') return value
  if (value instanceof Unsaid) return value.toString()
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''
}
