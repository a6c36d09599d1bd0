import { afterAll, beforeAll, expect, test } from 'vitest'
import { bucketOf } from '../../store/bucket.ts'
import { testDatabase, type TestDatabase } from '../../store/database.testing.ts'
import { resumeAddress } from '../../store/replies/resume-address.ts'
import { stopAddress } from '../../store/replies/stop-address.ts'
import { vault } from '../engine.testing.ts'
import { openStopped } from './stopped.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.drop())

test('an address that said stop before we knew whose it is is not written to over that channel, until it is lifted', async () => {
  const { store } = database
  const stopped = await openStopped({ store, vault })
  const hash = vault.keyedHash('+441632960001')
  const address = { bucket: bucketOf(hash), hash, channel: 'sms' }
  await stopAddress(store, { ...address, since: 7 })
  expect(stopped.has('sms', '+44 1632 960001')).toBe(false)
  await stopped.refresh()
  expect(stopped.has('sms', '+44 1632 960001')).toBe(true)
  expect(stopped.has('whatsapp', '+441632960001')).toBe(false)
  expect(stopped.has('sms', '+441632960002')).toBe(false)
  await resumeAddress(store, address)
  await stopped.refresh()
  expect(stopped.has('sms', '+44 1632 960001')).toBe(false)
})
