import { days, formatInstant, type Instant } from '../../core/time/instant.ts'
import { modelVersions } from '../../store/company/model-versions.ts'
import { playbooksInForce } from '../../store/company/playbook-versions.ts'
import { sendingStates } from '../../store/company/sending-states.ts'
import { latestImports } from '../../store/imports/latest-imports.ts'
import { jeopardyCounts } from '../../store/views/jeopardy-counts.ts'
import { factCount } from '../../store/views/fact-count.ts'
import { standing } from '../../store/views/standing.ts'
import { stateCounts } from '../../store/views/state-counts.ts'
import { waitingByChannel } from '../../store/views/waiting-by-channel.ts'
import { parseWords, type Run } from '../command.ts'
import { EXIT, usage } from '../exit.ts'
import { readRunFile } from '../live/run-file.ts'
import { withLedger, type OnLedger } from '../live/with-ledger.ts'
import { SETTINGS_OPTIONS } from '../settings/read.ts'
import { count } from '../table.ts'

const OPTIONS = { ...SETTINGS_OPTIONS, json: { type: 'boolean', default: false } } as const

/** `status`: what there is, what waits, and what leaves. */
export const status: Run = async ({ args, world, terminal }) => {
  const { values, positionals } = parseWords(args, OPTIONS)
  if (positionals.length > 0) throw usage('status takes no more words.', 'troth status [--json]')
  return withLedger({ world, values }, async (on) => {
    const stands = await howItStands(on, world.clock())
    if (values.json) terminal.out(JSON.stringify(stands))
    else for (const line of lines(stands)) terminal.out(line)
    return EXIT.ok
  })
}

/** `3 for sms (the first leaves at 2026-11-23T08:00Z: quiet hours)` */
function waitsFor(row: Stands['waiting'][number]): string {
  const until =
    'next' in row
      ? ` (the first leaves at ${row.next}${row.held === null || row.held === undefined ? '' : `: ${row.held}`})`
      : ''
  return `${count(row.waiting)} for ${row.channel}${until}`
}

type Stands = Awaited<ReturnType<typeof howItStands>>

async function howItStands({ store, settings }: OnLedger, now: number) {
  const run = readRunFile(settings.folder)
  const rows = await sendingStates(store)
  const [stands, facts, states] = [await standing(store, now), await factCount(store), await stateCounts(store)]
  const waiting = await waitingByChannel(store)
  const [latest] = await latestImports(store, 1)
  const [model] = await modelVersions(store, 1)
  const stateOf = (brand: string): string => rows.find(({ scope }) => scope === `brand:${brand}`)?.state ?? 'off'
  return {
    server: run === null ? null : { address: run.address, pid: run.pid, since: formatInstant(run.started) },
    data: settings.folder,
    database: { version: stands.version, bytes: stands.bytes },
    customers: stands.customers,
    facts,
    promises: Object.fromEntries(states.map(({ state, n }) => [state, n])),
    inJeopardy: Object.fromEntries((await jeopardyCounts(store)).map(({ level, n }) => [level, n])),
    openCases: stands.open_cases,
    waiting: waiting.map(({ channel, waiting: n, leaving, next, held }) => ({
      channel,
      waiting: n,
      leaving,
      ...(next > now ? { next: formatInstant(next), held } : {}),
    })),
    sending: Object.fromEntries([...settings.brands.keys()].map((brand) => [brand, stateOf(brand)])),
    paused: rows.filter(({ state }) => state === 'paused').map(({ scope }) => scope),
    playbooks: (await playbooksInForce(store)).map(({ version }) => version),
    model:
      model === undefined
        ? null
        : { version: model.version, since: formatInstant(model.valid_from), days: daysSince(model.valid_from, now) },
    import: latest === undefined ? null : { file: latest.file, facts: latest.rows, done: latest.ended !== null },
  }
}

const modelLine = ({ model }: Stands): string =>
  model === null ? 'none: silos alone say what they expect' : `${model.version}, in force for ${count(model.days)} days`

const daysSince = (at: Instant, now: Instant): number => Math.max(0, Math.floor((now - at) / days(1)))

function lines(stands: Stands): readonly string[] {
  const { server, database, facts, promises, waiting, sending, paused, import: latest } = stands
  const listed = (record: Readonly<Record<string, number | string>>): string =>
    Object.entries(record)
      .map(([name, value]) => (typeof value === 'number' ? `${count(value)} ${name}` : `${name} ${value}`))
      .join(', ')
  return [
    `Server     ${server === null ? 'does not run' : `${server.address} since ${server.since.slice(0, 16)}Z, process ${server.pid}`}`,
    `Data       ${stands.data} (PostgreSQL ${database.version}, ${(database.bytes / 1_000_000).toFixed(0)} MB)`,
    `Ledger     ${facts.exact ? '' : 'about '}${count(facts.count)} facts of ${count(stands.customers)} customers`,
    `Promises   ${Object.keys(promises).length === 0 ? 'none yet' : listed(promises)}`,
    ...(Object.keys(stands.inJeopardy).length === 0 ? [] : [`Jeopardy   ${listed(stands.inJeopardy)}`]),
    `Playbooks  ${stands.playbooks.join(', ')}`,
    `Model      ${modelLine(stands)}`,
    `Sending    ${listed(sending)}${paused.length === 0 ? '' : `; paused: ${paused.join(', ')}`}`,
    `Waiting    ${waiting.length === 0 ? 'no message' : waiting.map(waitsFor).join(', ')}, ${count(stands.openCases)} open cases`,
    ...(latest === null
      ? []
      : [`Import     ${latest.file}: ${count(latest.facts)} facts${latest.done ? '' : ', not to its end'}`]),
  ]
}
