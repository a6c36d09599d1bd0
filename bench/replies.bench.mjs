// @ts-check
// How replies are read, and what it costs. Build first, then: node bench/replies.bench.mjs > bench/results/<date>-replies.txt
// Reads TROTH_DATA (default ../shared/data) for sms.tsv.gz.
import { execSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { resolve } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { readReply } from '../dist/core/message/reply/read-reply.js'
import { fitReplies } from '../dist/core/message/reply/suggest/fit.js'
import { suggesterOf } from '../dist/core/message/reply/suggest/model.js'
import { SEEDS } from '../dist/core/message/reply/suggest/seeded.js'
import { zone } from '../dist/core/time/zone.js'

const file = resolve(process.env['TROTH_DATA'] ?? '../shared/data', 'sms.tsv.gz')
if (!existsSync(file)) throw new Error(`${file} is absent: name its folder in TROTH_DATA`)
const texts = gunzipSync(readFileSync(file))
  .toString('utf8')
  .split('\n')
  .filter((line) => line.startsWith('ham\t'))
  .map((line) => line.slice(4))

/** @param {() => void} work */
const cpuMs = (work) => {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

const london = zone('Europe/London')
if (london === undefined) throw new Error('no zone Europe/London')
const now = Date.UTC(2026, 10, 23, 9, 30)
const offered = Array.from({ length: 20 }, (_, n) => {
  const start = Date.UTC(2026, 10, 24 + Math.floor(n / 2), n % 2 === 0 ? 9 : 15)
  return { slot: `s-${n}`, start, end: start + 2 * 3_600_000 }
})
const fitMs = Array.from({ length: 5 }, () => cpuMs(() => void fitReplies(SEEDS, [])))
const suggester = suggesterOf(fitReplies(SEEDS, []))
const asked = { ask: ['confirm', 'reschedule', 'cancel'], slots: [] }
/** @type {Map<string, number>} */
const counts = new Map()
/** @param {string} words @param {boolean} suggest */
const read = (words, suggest) =>
  readReply(
    { words, button: null, calendar: null },
    { asked, offered, zone: london, now, languages: ['en'], suggester: suggest ? suggester : null },
  )
for (const words of texts) {
  const { answer, act, asks, check } = read(words, true)
  const key = `${answer}: ${act === null ? (asks === null ? (check ? 'a person' : 'the page') : `asks ${asks}`) : act.act}`
  counts.set(key, (counts.get(key) ?? 0) + 1)
}
/** @param {boolean} suggest */
const each = (suggest) =>
  Math.min(...Array.from({ length: 5 }, () => cpuMs(() => texts.forEach((words) => read(words, suggest))))) /
  texts.length
const short = ['1', 'yes please', 'can you come tuesday after 3 instead', 'STOP', 'next week not monday']
const shortMs = short.map(
  (words) =>
    /** @type {const} */ ([
      words,
      cpuMs(() => {
        for (let n = 0; n < 2000; n += 1) read(words, true)
      }) / 2000,
    ]),
)

/** Five folds over the seeds: what a model says of seeds it has not seen. */
const judged = [0, 1, 2, 3, 4].flatMap((fold) => {
  const suggest = suggesterOf(
    fitReplies(
      SEEDS.filter((_, n) => (n * 7) % 5 !== fold),
      [],
    ),
  )
  return SEEDS.filter((_, n) => (n * 7) % 5 === fold).map(({ words, answer }) => ({
    ...suggest(words),
    right: suggest(words).answer === answer,
  }))
})
/** @param {number} from */
const at = (from) => {
  const sure = judged.filter(({ certainty }) => certainty >= from)
  return `>= ${from}: ${sure.length} of ${judged.length}, ${sure.filter(({ right }) => !right).length} wrong`
}

console.log(
  `${process.version}, ${cpus()[0]?.model}, commit ${execSync('git rev-parse --short HEAD').toString().trim()}`,
)
console.log(
  [...counts]
    .toSorted((a, b) => b[1] - a[1])
    .map(([key, count]) => `${count} ${key}`)
    .join('\n'),
)
console.log(
  `a real text: ${(each(true) * 1000).toFixed(0)} µs with suggester, ${(each(false) * 1000).toFixed(0)} without`,
)
for (const [words, ms] of shortMs) console.log(`${(ms * 1000).toFixed(0)} µs ${words}`)
console.log(
  `learning ${SEEDS.length} seeds: ${Math.min(...fitMs).toFixed(0)} ms, first ${fitMs[0]?.toFixed(0)}; model ${JSON.stringify(fitReplies(SEEDS, [])).length} bytes`,
)
console.log(
  `right ${judged.filter(({ right }) => right).length} of ${judged.length}; ${[0.5, 0.7, 0.8, 0.9].map(at).join('; ')}`,
)
