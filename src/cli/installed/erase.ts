import { eraseCustomer, type Erased } from '../../engine/people/erase.ts'
import { parseWords, type Command, type Run } from '../command.ts'
import { EXIT, usage } from '../exit.ts'
import { whoIsThere, withLedger } from '../live/with-ledger.ts'
import { sha256 } from '../playbooks.ts'
import { SETTINGS_OPTIONS } from '../settings/read.ts'
import { count } from '../table.ts'

const OPTIONS = {
  ...SETTINGS_OPTIONS,
  yes: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
} as const

/** `erase ALIAS`: deletes a customer's key, so that nothing personal of them can be read again. */
export const erase: Run = async (command) => {
  const { values, positionals } = parseWords(command.args, OPTIONS)
  const [alias, ...more] = positionals
  if (alias === undefined || more.length > 0)
    throw usage('erase takes one customer, by a key some system issued.', 'troth erase crm:123 --yes')
  await confirm(command, alias, values.yes)
  return withLedger({ world: command.world, values }, async ({ store }) => {
    const order = { alias, by: whoIsThere(command.world), now: command.world.clock() }
    const erased = await eraseCustomer(store, order, sha256)
    if (erased === null) {
      command.terminal.err(`Nothing was ever heard of ${alias}.`)
      return EXIT.no
    }
    if (values.json) command.terminal.out(JSON.stringify(erased))
    else print(command, alias, erased)
    return EXIT.ok
  })
}

/** It cannot be undone: a person types the key once more, a script says --yes. */
async function confirm({ world }: Command, alias: string, yes: boolean): Promise<void> {
  if (yes) return
  const answer = await world.ask(`This cannot be undone. Type ${alias} to erase: `)
  if (answer === null) throw usage('Erasing cannot be undone.', 'Add --yes if it is meant.')
  if (answer.trim() !== alias) throw usage('That is another customer; nothing was erased.', 'Try again.')
}

function print({ terminal: { out } }: Command, alias: string, { customers, gone, stays }: Erased): void {
  const others = customers.length - 1
  out(
    `${alias} is erased${others === 0 ? '' : `, with ${others} other key${others === 1 ? '' : 's'} that meant the same customer`}.`,
  )
  out('')
  out(
    `  gone   ${count(gone.keys)} key${gone.keys === 1 ? '' : 's'}: what was sealed in ${count(stays.sealed)} facts cannot be read any more`,
  )
  out(
    `         ${count(gone.addresses)} addresses, ${count(gone.links)} links to a visit, ${count(gone.notes)} notes in cases, ${count(gone.waiting)} messages that waited`,
  )
  out(
    `  stays  ${count(stays.facts)} facts, ${count(stays.promises)} promises, ${count(stays.decisions)} decisions, ${count(stays.cases)} cases, without a name:`,
  )
  out('         what was counted stays true')
  out('')
  out('A running server forgets the key within a second. Backups forget it when their copies of the keys expire.')
}
