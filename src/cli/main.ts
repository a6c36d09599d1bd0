import { nearest } from '../core/document/near.ts'
import { problemLine } from '../core/document/problem.ts'
import type { Command, Run } from './command.ts'
import { EXIT, Stop, usage } from './exit.ts'
import { HELP } from './help.ts'
import type { Terminal } from './terminal.ts'
import { processWorld, type World } from './world.ts'

/** Each command is loaded when it is wanted: `troth help` need not wait for the holidays of the world. */
const COMMANDS: Readonly<Record<string, () => Promise<Run>>> = {
  replay: async () => (await import('./replay.ts')).replay,
  learn: async () => (await import('./learn.ts')).learn,
  promises: async () => (await import('./promises.ts')).promises,
  explain: async () => (await import('./explain.ts')).explain,
  backtest: async () => (await import('./backtest.ts')).backtest,
  playbook: async () => (await import('./playbook.ts')).playbook,
  facts: async () => (await import('./facts.ts')).facts,
  start: async () => (await import('./installed/start.ts')).start,
  serve: async () => (await import('./installed/start.ts')).start,
  status: async () => (await import('./installed/status.ts')).status,
  doctor: async () => (await import('./installed/doctor.ts')).doctor,
  sending: async () => (await import('./installed/sending.ts')).sending,
  pause: async () => (await import('./installed/pause.ts')).pause,
  resume: async () => (await import('./installed/pause.ts')).resume,
  import: async () => (await import('./installed/import.ts')).importOne,
  publish: async () => (await import('./installed/publish.ts')).publish,
  model: async () => (await import('./installed/model.ts')).model,
  cases: async () => (await import('./installed/cases.ts')).cases,
  replies: async () => (await import('./installed/replies.ts')).replies,
  told: async () => (await import('./installed/told.ts')).told,
  link: async () => (await import('./installed/link.ts')).link,
  key: async () => (await import('./installed/key.ts')).key,
  channel: async () => (await import('./installed/channel.ts')).channel,
  erase: async () => (await import('./installed/erase.ts')).erase,
  'export-customer': async () => (await import('./installed/export-customer.ts')).exportOne,
  verify: async () => (await import('./installed/verify.ts')).verifyLedger,
}

export const commandNames: readonly string[] = Object.keys(COMMANDS)

/** Runs one command line and answers its exit code. */
export async function main(
  words: readonly string[],
  terminal: Terminal,
  world: World = processWorld(),
): Promise<number> {
  const [name, ...args] = words
  if (name === undefined || name === 'help' || words.includes('--help') || words.includes('-h')) {
    terminal.out(HELP)
    return EXIT.ok
  }
  const command: Command = { args, terminal, world, now: () => performance.now() }
  try {
    const run = COMMANDS[name]
    if (run === undefined) throw unknownCommand(name)
    return await (
      await run()
    )(command)
  } catch (error) {
    if (!(error instanceof Stop)) throw error
    for (const problem of error.problems) terminal.err(problemLine(problem))
    return error.code
  }
}

function unknownCommand(name: string): Stop {
  const near = nearest(name, Object.keys(COMMANDS))
  return usage(`There is no command “${name}”.`, near === undefined ? 'See `troth help`.' : `Did you mean “${near}”?`)
}
