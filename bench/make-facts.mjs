// @ts-check
// Seeded NDJSON for the replay benchmark: `node bench/make-facts.mjs CUSTOMERS > FILE`. Three facts a customer (a promise
// made, handed over or late by the silo's own word, and kept), in the order of their time, so customers are interleaved.
import { once } from 'node:events'

const customers = Number(process.argv[2] ?? 100_000)
const START = Date.UTC(2026, 0, 5)
const SPREAD = 180 * 86_400_000
const HOUR = 3_600_000

let seed = 42
const random = () => {
  // mulberry32
  seed = (seed + 0x6d2b79f5) | 0
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed)
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
  return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
}
const iso = (/** @type {number} */ ms) => new Date(Math.round(ms / 1000) * 1000).toISOString().replace('.000Z', 'Z')

/** @param {{ id: string, type: string, subject: string, time: number, data: object }} fact */
const line = ({ id, type, subject, time, data }) =>
  `${JSON.stringify({ specversion: '1.0', source: 'bench-desk', id, type, subject, time: iso(time), data })}\n`

// Facts wait in a window so that the stream is in time order without holding it all.
const SLICES = 2_000
let waiting = ''
for (let slice = 0; slice < SLICES; slice++) {
  const from = Math.floor((customers * slice) / SLICES)
  const to = Math.floor((customers * (slice + 1)) / SLICES)
  const first = []
  const second = []
  const third = []
  for (let n = from; n < to; n++) {
    const key = `p${n}`
    const subject = `crm:${(n * 7919) % customers}-${n}`
    const made = START + (SPREAD * n) / customers
    const due = made + (24 + random() * 96) * HOUR
    const late = random() < 0.3
    const settled = late ? due + random() * 48 * HOUR : made + random() * (due - made)
    const time = made + (settled - made) / 2
    const promised = {
      promise: key,
      kind: random() < 0.5 ? 'repair' : 'installation',
      owner: random() < 0.7 ? 'field' : 'care',
      due: iso(due),
      channel: 'phone',
      area: `district-${n % 40}`,
    }
    const estimate = { promise: key, step: 'part-ordered', expected: iso(settled), reason: 'a part is missing' }
    const over = { promise: key, to: 'contractor' }
    first.push(line({ id: `${key}:made`, type: 'promise.made', subject, time: made, data: promised }))
    second.push(
      late && random() < 0.5
        ? line({ id: `${key}:late`, type: 'work.progressed', subject, time, data: estimate })
        : line({ id: `${key}:over`, type: 'work.handed-over', subject, time, data: over }),
    )
    const kept = { promise: key, queue: `crew-${n % 90}` }
    third.push(line({ id: `${key}:kept`, type: 'promise.kept', subject, time: settled, data: kept }))
  }
  waiting += first.join('') + second.join('') + third.join('')
  if (waiting.length > 1 << 20) {
    if (!process.stdout.write(waiting)) await once(process.stdout, 'drain')
    waiting = ''
  }
}
process.stdout.write(waiting)
