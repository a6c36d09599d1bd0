import { sendingStates } from '../../store/company/sending-states.ts'
import { playbooksInForce } from '../../store/company/playbook-versions.ts'
import { parseWords, type Command, type Run } from '../command.ts'
import { EXIT, Stop, usage } from '../exit.ts'
import { fileLog, stderrLog, type OpenLog } from '../live/log.ts'
import { readRunFile } from '../live/run-file.ts'
import { startServer, type Server } from '../live/server.ts'
import { readSettings, SETTINGS_OPTIONS } from '../settings/read.ts'
import type { Settings } from '../settings/settings.ts'

const OPTIONS = { ...SETTINGS_OPTIONS, log: { type: 'string', default: 'file' } } as const

/** `start`: runs Troth until it is told to end. */
export const start: Run = async (command) => {
  const { terminal, world, now } = command
  const began = now()
  const { values, positionals } = parseWords(command.args, OPTIONS)
  if (positionals.length > 0) throw usage(`start takes no “${positionals[0]}”.`, 'Settings stand in troth.yaml.')
  const settings = readSettings(world, values)
  refuseSecond(settings)
  const { log, close } = openLog(values.log, settings, command)
  const end = waitForEnd(command)
  try {
    const server = await startServer({ settings, world, log, onLost: end.lost })
    if (end.wished() === null) await greet(command, { server, settings, tookMs: now() - began })
    const wish = await end.ended
    terminal.err(`troth: ${wish}, finishing what is begun …`)
    log('server.ends', { wish })
    await server.stop()
    log('server.down', {})
    terminal.err('troth: stopped.')
    return end.isLost() ? EXIT.away : EXIT.ok
  } finally {
    end.dispose()
    await close()
  }
}

function openLog(where: string, { folder }: Settings, { terminal }: Command): OpenLog {
  if (where === 'json') return stderrLog(terminal.err)
  if (where === 'file') return fileLog(folder)
  throw usage(`There is no log “${where}”.`, 'Use --log json (lines on standard error) or --log file.')
}

/** The database would refuse it as well, but knows no address. */
function refuseSecond({ folder }: Settings): void {
  const run = readRunFile(folder)
  if (run === null || run.pid === process.pid) return
  const reason = `Troth runs here already, at ${run.address} (process ${run.pid}).`
  const mend = 'Use that one, stop it first, or name another folder with --data.'
  throw new Stop(EXIT.away, [{ level: 'error', code: 'runs-already', place: { file: folder }, reason, mend }])
}

interface Ending {
  /** Settled with the wish once somebody wants it to end. */
  readonly ended: Promise<string>
  readonly wished: () => string | null
  readonly lost: (why: string) => void
  readonly isLost: () => boolean
  readonly dispose: () => void
}

/** One Ctrl-C under npm arrives twice: from the terminal, and handed on by npm. */
const SAME_WISH_MS = 1000

/** The first wish ends in order, the second at once: whoever asks twice has waited long enough. */
function waitForEnd({ world, now }: Command): Ending {
  let wished: string | null = null
  let wishedAt = 0
  let lost = false
  let settle: (wish: string) => void = () => undefined
  const ended = new Promise<string>((done) => (settle = done))
  const onWish = (wish: string): void => {
    if (wished !== null) {
      if (now() - wishedAt > SAME_WISH_MS) world.quit(EXIT_AT_ONCE)
      return
    }
    wished = wish
    wishedAt = now()
    settle(wish)
  }
  const dispose = world.onEnd(onWish)
  return {
    ended,
    wished: () => wished,
    lost: (why) => {
      lost = true
      if (wished === null) onWish(why)
    },
    isLost: () => lost,
    dispose,
  }
}

/** As a shell reports a program that was interrupted. */
const EXIT_AT_ONCE = 130

interface Greeting {
  readonly server: Server
  readonly settings: Settings
  readonly tookMs: number
}

async function greet({ terminal: { out } }: Command, { server, settings, tookMs }: Greeting): Promise<void> {
  const { store, isNew, database } = server.ledger
  const playbooks = await playbooksInForce(store)
  const states = new Map((await sendingStates(store)).map((row) => [row.scope, row.state]))
  const sending = Object.keys(settings.ladders.brands).map(
    (brand) => `${brand} ${states.get(`brand:${brand}`) ?? 'off'}`,
  )
  out(`Troth is at ${server.address}  (${isNew ? 'installed and ' : ''}started in ${(tookMs / 1000).toFixed(1)} s)`)
  out('')
  out(`  data       ${settings.folder}`)
  out(
    `  database   ${database.postgres === null ? 'your own server' : `PostgreSQL ${database.postgres.version}, of ${database.postgres.binaries}`}`,
  )
  out(`  playbooks  ${playbooks.map(({ playbook }) => playbook).join(', ')}`)
  out(
    `  sending    ${sending.join(', ')}${sending.every((one) => one.endsWith(' off')) ? ': nothing leaves the house' : ''}`,
  )
  out('')
  out('Ctrl-C stops it. `troth help` says what else there is.')
}
