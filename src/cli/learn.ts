import { writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import { pastVersionsOf } from '../analysis/past-versions.ts'
import { problemLine } from '../core/document/problem.ts'
import { learn as learnFrom, FALSE_ALARM_COST } from '../forecast/model/learn.ts'
import { modelName, modelText, type Model } from '../forecast/model/model.ts'
import type { PastVersion } from '../forecast/model/past.ts'
import { parseWords, type Run } from './command.ts'
import { EXIT, Stop, usage } from './exit.ts'
import { loadZone, loadMapping, parseUntil } from './input.ts'
import { modelLines } from './model-shown.ts'
import { openPast, PAST_OPTIONS } from './past.ts'
import { sha256 } from './playbooks.ts'
import { replayFile } from './replay-file.ts'

const FORM = 'troth learn FILE [--map MAPPING] --before DAY --out MODEL'

/** Learns a model from a file's past; of what was heard from `--before` on it reads nothing. */
export const learn: Run = async (command) => {
  const { values, positionals } = parseWords(command.args, {
    ...PAST_OPTIONS,
    json: { type: 'boolean', default: false },
    before: { type: 'string' },
    out: { type: 'string' },
    'false-alarm-cost': { type: 'string' },
  })
  const [path, ...more] = positionals
  if (path === undefined || more.length > 0) throw usage('learn takes one file.', FORM)
  if (values.before === undefined) throw usage('learn must know where the past ends.', `Say it with --before: ${FORM}`)
  if (values.out === undefined) throw usage('learn must know where the model goes.', `Say it with --out: ${FORM}`)
  const falseAlarmCost = parseCost(values['false-alarm-cost'])
  const zone = loadZone(values.zone ?? loadMapping(values.map)?.zone ?? 'UTC')
  const before = parseUntil(values.before, zone, '--before')
  const past = await openPast(command, path, { ...values, until: values.until ?? values.before })
  const versions: PastVersion[] = []
  await replayFile({ ...past.replay, until: Math.min(past.replay.until, before - 1) }, ({ turn }) =>
    versions.push(...pastVersionsOf(turn)),
  )
  past.close()
  past.warnings.print(command.terminal)
  for (const problem of past.rejects.problems()) command.terminal.err(problemLine(problem))
  const learned = learnFrom(versions, {
    before,
    zone,
    file: path === '-' ? 'standard input' : basename(path),
    falseAlarmCost,
  })
  if ('problems' in learned) throw new Stop(EXIT.no, learned.problems)
  write(values.out, learned.model)
  const name = modelName(learned.model, sha256)
  if (values.json) command.terminal.out(JSON.stringify({ model: name, out: values.out, ...learned.model }))
  else for (const line of modelLines(learned.model, name)) command.terminal.out(line)
  return EXIT.ok
}

function parseCost(text: string | undefined): number {
  if (text === undefined) return FALSE_ALARM_COST
  const cost = Number(text)
  if (text.trim() !== '' && cost > 0 && cost < 100) return cost
  throw usage(
    `--false-alarm-cost ${text} is no cost.`,
    'Write how many silent breaks one false alarm costs: 0.1 is a tenth of one.',
  )
}

function write(path: string, model: Model): void {
  try {
    writeFileSync(path, modelText(model))
  } catch {
    const reason = `${path} cannot be written.`
    throw new Stop(EXIT.input, [
      { level: 'error', code: 'cannot-write', place: { file: path }, reason, mend: 'Check the folder.' },
    ])
  }
}
