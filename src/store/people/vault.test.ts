import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { openPersonal, openVault, seal } from './vault.ts'

const bytes = (text: string): Buffer => Buffer.from(text.slice(2), 'hex')
const vault = openVault(Buffer.alloc(32, 7))

test('what is sealed under a customer’s key opens with it, and with no other', () => {
  const { key, seed } = vault.newKey()
  const sealed = bytes(seal(key, { name: 'Sam Field' }))
  expect(sealed.toString('latin1')).not.toContain('Sam')
  expect(openPersonal(vault.keyFrom(bytes(seed)), sealed)).toEqual({ name: 'Sam Field' })
  expect(openPersonal(vault.newKey().key, sealed)).toBeNull()
})

test('without the key it stays shut: the customer is erased', () => {
  expect(openPersonal(null, bytes(seal(vault.newKey().key, { name: 'Sam' })))).toBeNull()
})

test('bytes that were changed are noticed', () => {
  const { key } = vault.newKey()
  const sealed = bytes(seal(key, { name: 'Sam' }))
  sealed[sealed.length - 1] = (sealed.at(-1) ?? 0) ^ 1
  expect(openPersonal(key, sealed)).toBeNull()
  expect(openPersonal(key, Buffer.alloc(3))).toBeNull()
})

test('another installation can neither make the key nor make the same hashes', () => {
  const other = openVault(randomBytes(32))
  expect(other.keyFrom(bytes(vault.newKey().seed))).toBeNull()
  expect(other.keyedHash('sam@example.org')).not.toBe(vault.keyedHash('sam@example.org'))
  expect(vault.keyedHash('sam@example.org')).toBe(openVault(Buffer.alloc(32, 7)).keyedHash('sam@example.org'))
  expect(vault.keyedHash('a')).toMatch(/^[0-9a-f]{32}$/)
})

test('the same name sealed twice does not look the same', () => {
  const { key } = vault.newKey()
  expect(seal(key, { name: 'Sam' })).not.toBe(seal(key, { name: 'Sam' }))
})

test('a secret of the wrong length is refused', () => {
  expect(() => openVault(Buffer.alloc(16))).toThrow('32 bytes')
})
