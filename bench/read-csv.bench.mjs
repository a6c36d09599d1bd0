// Compares CSV readers on a real file, gunzip included, and on rows that are wrong.
// Build first, then: node bench/read-csv.bench.mjs [FILE] > bench/results/<date>-csv-readers.md
// Papa Parse and udsv are compared when PAPAPARSE and UDSV name their modules; they are no dependencies.
import { execSync } from 'node:child_process'
import { createReadStream } from 'node:fs'
import { cpus } from 'node:os'
import { basename } from 'node:path'
import { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { parse } from 'csv-parse'
import { parse as parseSync } from 'csv-parse/sync'
import { readCsv } from '../dist/silos/file/csv.js'
import { fromStream, openFile } from '../dist/silos/file/open.js'

const file = process.argv[2] ?? `${process.env.TROTH_DATA ?? '../shared/data'}/boston-311-2015-h1.csv.gz`
const PIECE = 256 * 1024
const ROUNDS = 5
const papaparse = process.env.PAPAPARSE === undefined ? undefined : (await import(process.env.PAPAPARSE)).default
const udsv = process.env.UDSV === undefined ? undefined : await import(process.env.UDSV)

const UDSV_DIALECT = { col: ',', row: '\n', encl: '"', esc: '"' }

const gunzipped = () => createReadStream(file, { highWaterMark: PIECE }).pipe(createGunzip({ chunkSize: PIECE }))

/** Each takes the file to its end, touches each row, and gives the number of rows, header left out. */
const READERS = {
  'gunzip alone': async () => {
    for await (const piece of gunzipped()) touch(piece)
    return undefined
  },
  'gunzip alone, pieces of 16 KB (Node’s default)': async () => {
    for await (const piece of createReadStream(file).pipe(createGunzip())) touch(piece)
    return undefined
  },
  'csv-parse, arrays': async () => {
    let rows = 0
    for await (const row of gunzipped().pipe(parse({ from_line: 2 }))) rows += touch(row)
    return rows
  },
  'csv-parse, arrays with line numbers': async () => {
    let rows = 0
    for await (const { record } of gunzipped().pipe(parse({ from_line: 2, info: true }))) rows += touch(record)
    return rows
  },
  ...(udsv && {
    udsv: async () => {
      let rows = 0
      let parser
      const decoder = new TextDecoder()
      for await (const piece of gunzipped()) {
        const text = decoder.decode(piece, { stream: true })
        parser ??= udsv.initParser(udsv.inferSchema(text, UDSV_DIALECT))
        parser.chunk(text, parser.stringArrs, (row) => void (rows += touch(row)))
      }
      parser.end()
      return rows
    },
  }),
  ...(papaparse && {
    'Papa Parse': () =>
      new Promise((done) => {
        let rows = -1
        papaparse.parse(gunzipped(), { step: ({ data }) => (rows += touch(data)), complete: () => done(rows) })
      }),
  }),
  'ours (rows, line numbers, rejects)': async () => {
    let rows = 0
    const { batches } = await readCsv(await openFile(file))
    for await (const batch of batches) for (const row of batch.rows) rows += touch(row)
    return rows
  },
}

let touched = 0
/** So that no reader gets away without making its rows. */
function touch(row) {
  touched += row.length + row[row.length - 1].length
  return 1
}

async function cost(read) {
  const spent = []
  let rows
  for (let round = 0; round < ROUNDS; round += 1) {
    const before = process.cpuUsage()
    rows = await read()
    const { user, system } = process.cpuUsage(before)
    spent.push(user + system)
  }
  spent.sort((a, b) => a - b)
  return { rows, best: spent[0], median: spent[ROUNDS >> 1] }
}

const WRONG = {
  'a row too short': 'a,b,c\n1,2\n3,4,5\n',
  'a row too long': 'a,b,c\n1,2,3,4\n5,6,7\n',
  'text after a closing quote': 'a,b,c\n1,"x"y,3\n4,5,6\n',
  'a quote never closed': 'a,b,c\n1,"x,3\n4,5,6\n7,8,9\n',
  'a quote inside a plain field': 'a,b,c\n1,5" pipe,3\n4,5,6\n',
  'a line end inside quotes': 'a,b,c\n1,"x\ny",3\n4,5,6\n',
}
const MENDING = { relax_quotes: true, relax_column_count: true, skip_records_with_error: true, from_line: 2 }
const DOERS = {
  'csv-parse': (text) => parseSync(text, { from_line: 2 }),
  'csv-parse, relaxed': (text) => parseSync(text, MENDING),
  ...(udsv && { udsv: (text) => udsv.initParser(udsv.inferSchema(text, UDSV_DIALECT)).stringArrs(text) }),
  ...(papaparse && { 'Papa Parse': (text) => papaparse.parse(text.trimEnd()).data.slice(1) }),
  ours: async (text) => {
    const found = []
    const { batches } = await readCsv(await fromStream('x', Readable.from([Buffer.from(text)])))
    for await (const { rows, rejects } of batches) {
      found.push(...rows)
      for (const { line, problem } of rejects) found.push(`line ${line} ${problem.code}`)
    }
    return found
  },
}

async function said(doer, text) {
  try {
    return `\`${JSON.stringify(await doer(text)).replaceAll('|', '\\|')}\``
  } catch (error) {
    return `stops: ${error.message.slice(0, 60)}`
  }
}

const commit = execSync('git rev-parse --short HEAD').toString().trim()
console.log(`# CSV readers\n`)
console.log(
  `${new Date().toISOString().slice(0, 10)} · commit ${commit} (and the working tree) · ${cpus()[0].model} · ${cpus().length} cores · Node ${process.version} · CPU time of all threads, shared machine: compare the ratios\n`,
)
console.log(
  `${basename(file)}, µs CPU a row, of ${ROUNDS} rounds\n\n| reader | best | median | rows |\n|---|---:|---:|---:|`,
)
const { rows } = await cost(READERS['ours (rows, line numbers, rejects)'])
for (const [name, read] of Object.entries(READERS)) {
  const { best, median, rows: found } = await cost(read)
  console.log(`| ${name} | ${(best / rows).toFixed(2)} | ${(median / rows).toFixed(2)} | ${found ?? ''} |`)
}
console.log(
  `\n## Rows that are wrong (header \`a,b,c\`)\n\n| | ${Object.keys(DOERS).join(' | ')} |\n|---|${'---|'.repeat(Object.keys(DOERS).length)}`,
)
for (const [name, text] of Object.entries(WRONG)) {
  const cells = []
  for (const doer of Object.values(DOERS)) cells.push(await said(doer, text))
  console.log(`| ${name} \`${JSON.stringify(text.slice(6))}\` | ${cells.join(' | ')} |`)
}
