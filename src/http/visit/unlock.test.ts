import { expect, test } from 'vitest'
import { isRight } from './unlock.ts'

const details = { address: '7 May Street, London N1 9GU', notes: null, phone: '+441632960123' }
const opens = (given: string): boolean => isRight(given, details, {})

test('the postcode opens it, however it is written, or the last three digits of the telephone', () => {
  expect(['N1 9GU', 'n19gu', '123'].filter(opens)).toEqual(['N1 9GU', 'n19gu', '123'])
})

test('neither a part of the postcode, the number of the house, the street nor other digits open it', () => {
  expect(['N1', '9GU', '7', 'May Street', 'London', '012', '960', ''].filter(opens)).toEqual([])
})
