import { expect, test } from 'vitest'

import { locales } from './initialise.ts'
import { settingsText } from './settings.ts'

const GB = 1024 ** 3
const address = { host: '/run/troth', port: 5432 }
const line = (text: string, name: string): string | undefined =>
  text.split('\n').find((one) => one.startsWith(`${name} =`))

test('a small machine gives PostgreSQL less memory', () => {
  const buffers = (memoryBytes: number) => line(settingsText({ address, memoryBytes, durable: true }), 'shared_buffers')
  expect(buffers(8 * GB)).toBe('shared_buffers = 256MB')
  expect(buffers(2 * GB)).toBe('shared_buffers = 256MB')
  expect(buffers(2 * GB - 1)).toBe('shared_buffers = 96MB')
  expect(buffers(0.4 * GB)).toBe('shared_buffers = 32MB')
})

test('with sockets nothing listens on the network; without, only this machine reaches it', () => {
  const bySocket = settingsText({ address, memoryBytes: GB, durable: true })
  expect(line(bySocket, 'listen_addresses')).toBe("listen_addresses = ''")
  expect(line(bySocket, 'unix_socket_directories')).toBe("unix_socket_directories = '/run/troth'")
  const byPort = settingsText({ address: { host: '127.0.0.1', port: 6000 }, memoryBytes: GB, durable: true })
  expect(line(byPort, 'listen_addresses')).toBe("listen_addresses = '127.0.0.1'")
  expect(line(byPort, 'unix_socket_directories')).toBe("unix_socket_directories = ''")
})

test('a folder with a quote or a backslash in its name is written so that PostgreSQL reads it', () => {
  const text = settingsText({ address: { host: "/o'brien\\x", port: 1 }, memoryBytes: GB, durable: true })
  expect(line(text, 'unix_socket_directories')).toBe(String.raw`unix_socket_directories = '/o''brien\\x'`)
})

test('the built-in locale is asked for only where there is one, from 17 on', () => {
  expect(locales(18).flat()).toContain('builtin')
  expect(locales(17).flat()).toContain('builtin')
  expect(locales(16).flat()).not.toContain('builtin')
  expect(locales(15).at(-1)).toEqual(['--locale', 'C'])
})
