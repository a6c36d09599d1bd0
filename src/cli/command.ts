import { parseArgs, type ParseArgsConfig } from 'node:util'
import { usage } from './exit.ts'
import type { Terminal } from './terminal.ts'
import type { World } from './world.ts'

/** What a command is given: its words, where to speak, and the time. */
export interface Command {
  readonly args: readonly string[]
  readonly terminal: Terminal
  readonly world: World
  /** Milliseconds that only ever grow. */
  readonly now: () => number
}

/** A command answers its exit code. */
export type Run = (command: Command) => Promise<number>

type Options = NonNullable<ParseArgsConfig['options']>
type Parsed<Given extends Options> = ReturnType<
  typeof parseArgs<{ options: Given; args: string[]; allowPositionals: true }>
>

/** Node's own parser; what it refuses becomes a usage error with its words. */
export function parseWords<const Given extends Options>(args: readonly string[], options: Given): Parsed<Given> {
  try {
    return parseArgs({ options, args: [...args], allowPositionals: true })
  } catch (error) {
    const [reason = 'The command line is not understood'] = error instanceof Error ? error.message.split('. ') : []
    throw usage(`${reason.replace(/\.$/, '')}.`, 'See `troth help`.')
  }
}
