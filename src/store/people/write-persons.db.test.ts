import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase, type TestDatabase } from '../database.testing.ts'
import { placeOf } from '../rows.testing.ts'
import { personsOf } from './persons-of.ts'
import { writeKeys } from './write-keys.ts'
import { writePersons } from './write-persons.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.drop())

const nothing = { zone: null, language: null, area: null, brand: null, prefers: null, personal: null, key_id: null }

test('what is not said again stays as it was', async () => {
  const { store } = database
  const place = placeOf('a')
  await writeKeys(store, [{ ...place, key_id: 1, seed: '\\x0102', made: 0 }])
  const said = {
    zone: 'Europe/Berlin',
    language: 'de',
    area: 'Mitte',
    brand: 'main',
    prefers: 'sms',
    personal: '\\xff00',
    key_id: 1,
  }
  await writePersons(store, [{ ...place, heard: 1, ...said }])
  await writePersons(store, [{ ...place, heard: 2, ...nothing, language: 'fr' }])
  const { key_id: _, ...kept } = said
  const bytes = { personal: Buffer.from([255, 0]), seed: Buffer.from([1, 2]) }
  expect(await personsOf(store, [place])).toEqual([{ customer: place.customer, ...kept, ...bytes, language: 'fr' }])
})

test('somebody of whom nothing is known is there, with nothing known', async () => {
  const place = placeOf('b')
  await writePersons(database.store, [{ ...place, heard: 1, ...nothing }])
  const { key_id: _, ...empty } = nothing
  expect(await personsOf(database.store, [place])).toEqual([{ customer: place.customer, ...empty, seed: null }])
})
