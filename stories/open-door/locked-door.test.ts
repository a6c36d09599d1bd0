import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { smsc, type Smsc } from '../../src/channels/smpp/smsc.testing.ts'
import { rest, run } from '../killed/running.testing.ts'

// Scene 1, the locked door: a visit is booked, and whoever must open the door answers by text message, as people do.
// The whole house as a process of its own, the shipped playbook, and a real SMSC between it and the telephone.

const DAY = 86_400_000
const PHONE = '+447700900123'
const PATIENCE_MS = 15_000

/** That clock on the day that is so many days from now, UTC. */
const on = (days: number, hour: number): Date => {
  const at = new Date(Date.now() + days * DAY)
  return new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate(), hour))
}
const windowOf = (days: number, from: number, to: number) => ({
  start: on(days, from).toISOString(),
  end: on(days, to).toISOString(),
})
const weekday = (at: Date): string => at.toLocaleDateString('en', { weekday: 'long', timeZone: 'UTC' })

interface House {
  /** The n-th text on the telephone. */
  readonly text: (n: number) => Promise<string>
  readonly writes: (words: string) => Promise<unknown>
  readonly states: (type: string, data: object) => Promise<void>
  readonly promises: () => Promise<readonly { readonly kind: string; readonly state: string }[]>
}

async function inHouse(live: (house: House) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'troth-door-'))
  const phone = await smsc({})
  const port = 20_000 + (process.pid % 20_000)
  const config = join(folder, 'troth.yaml')
  writeFileSync(config, settings(phone.port, port))
  const options = { folder: join(folder, 'data'), config, port }
  const running = await run(options)
  const troth = (...words: readonly string[]): string =>
    execFileSync(process.execPath, ['bin/troth', ...words, '--data', options.folder, '--config', config], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    })
  try {
    troth('publish', 'playbooks/open-door', '--reason', 'story')
    troth('sending', 'on', '--yes', '--reason', 'story')
    await live(hands(running.address, phone))
    expect(await running.end()).toBe(0)
  } finally {
    if (running.process.exitCode === null) await running.end()
    await phone.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

const settings = (smscPort: number, port: number): string => `
zone: UTC
brands:
  main: { name: Northmoor Fibre, channels: [sms], pages: "http://127.0.0.1:${port}" }
channels:
  sms: { type: smpp, host: 127.0.0.1, port: ${smscPort}, system-id: acme, password: secret, sender: "88222" }
quiet: none
urgent-quiet: none
`

function hands(address: string, phone: Smsc): House {
  let written = 0
  return {
    text: async (n) => {
      const gaveUp = performance.now() + PATIENCE_MS
      while (phone.arrived().length < n && performance.now() < gaveUp) await rest(20)
      return phone.arrived()[n - 1]?.text ?? 'no text came'
    },
    writes: (words) => phone.say({ says: 'reply', id: `in-${(written += 1)}`, from: PHONE, words }),
    states: async (type, data) => {
      const fact = { specversion: '1.0', type, source: 'scheduling', id: `${type}:${(written += 1)}`, subject: 'crm:1' }
      const body = JSON.stringify({ ...fact, time: new Date().toISOString(), data })
      const headers = { 'content-type': 'application/cloudevents+json' }
      const answer = await fetch(`${address}/v1/facts`, { method: 'POST', headers, body })
      expect([answer.status, await answer.text()]).toEqual([202, expect.any(String)])
    },
    promises: async () => {
      const answer = await fetch(`${address}/v1/promises?customer=crm:1`)
      return ((await answer.json()) as { promises: readonly { kind: string; state: string }[] }).promises
    },
  }
}

test(
  'a customer who cannot be in says when it suits, reads it back, has it, and sees it on the page of the visit',
  () =>
    inHouse(async ({ text, writes, states, promises }) => {
      await states('customer.updated', { language: 'en-GB', reach: [{ channel: 'sms', address: PHONE }] })
      await states('slots.offered', {
        visit: 'v-1',
        slots: [
          { slot: 's-1', ...windowOf(5, 8, 12) },
          { slot: 's-2', ...windowOf(5, 15, 18) },
          { slot: 's-3', ...windowOf(6, 15, 18) },
        ],
      })
      await states('visit.booked', { visit: 'v-1', window: windowOf(3, 8, 12), kind: 'repair' })
      const confirm = await text(1)
      expect(confirm).toMatch(/between 08:00 and 12:00.*1 = .*2 = .*3 = /s)
      const [link = ''] = /http:\S+\/v\/[\w-]{12}/.exec(confirm) ?? []

      const free = weekday(on(5, 15))
      await writes(`can you come ${free.toLowerCase()} after 3 instead`)
      expect(await text(2)).toMatch(new RegExp(`1 = ${free}.* between 15:00 and 18:00`, 's'))
      expect((await promises()).filter(({ state }) => state !== 'open')).toEqual([])

      await writes('1')
      expect(await text(3)).toMatch(new RegExp(`${free}.* between 15:00 and 18:00`, 's'))
      expect((await promises()).map(({ kind, state }) => `${kind} ${state}`)).toContain('visit_window renegotiated')
      const page = await (await fetch(link)).text()
      expect(page.replaceAll(/<[^>]+>/g, '')).toMatch(new RegExp(`${free}.* between\\s+15:00 and\\s+18:00`, 's'))

      await writes('STOP')
      expect(await text(4)).toMatch(/no more|stop/i)
    }),
  60_000,
)
