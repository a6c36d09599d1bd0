import { isUtf8 } from 'node:buffer'
import type { IncomingHttpHeaders } from 'node:http'
import { jsonBreaksAt } from '../../wire/json-place.ts'
import { problem } from '../route.ts'
import { binaryEvent, isBinary } from './binary.ts'
import type { Given, ReadBody } from './given.ts'

export const MAX_FACTS = 1000

const STRUCTURED = 'application/cloudevents+json'
const BATCH = 'application/cloudevents-batch+json'
const LINES = 'application/x-ndjson'
const PLAIN = 'application/json'

/** CloudEvents over HTTP in its three modes, a plain list, or a fact a line. Parsed once, whole. */
export function readBody(headers: IncomingHttpHeaders, body: Buffer | undefined): ReadBody {
  const [type = '', ...parameters] = (headers['content-type'] ?? '').toLowerCase().split(';')
  const form = type.trim()
  const encoding = headers['content-encoding']
  if (encoding !== undefined && encoding !== 'identity')
    return no(415, 'encoded', `The body is encoded as ${encoding.slice(0, 40)}.`, 'Send it as it is.')
  const isKnown = form === STRUCTURED || form === BATCH || form === LINES || form === PLAIN
  if (!isKnown || parameters.some(isOtherCharset))
    return no(
      415,
      'wrong-type',
      form === '' ? 'There is no Content-Type.' : `“${form.slice(0, 80)}” is not read here.`,
      `Send ${PLAIN}, ${STRUCTURED}, ${BATCH} or ${LINES}, in UTF-8.`,
    )
  if (body === undefined || body.length === 0) return no(400, 'empty', 'The body is empty.', 'Send at least one fact.')
  if (!isUtf8(body)) return no(400, 'not-utf-8', 'The body is not UTF-8.', 'Write it in UTF-8.')
  const text = body[0] === 0xef ? body.toString().replace(/^\uFEFF/, '') : body.toString()
  return form === LINES ? readLines(text) : readJson(text, form, headers)
}

const isOtherCharset = (parameter: string): boolean =>
  /^\s*charset\s*=/.test(parameter) && !/=\s*"?(utf-8|utf8|us-ascii)"?\s*$/.test(parameter)

const no = (refused: number, code: string, ...[reason, mend]: readonly [string, string]): ReadBody => ({
  refused,
  problems: [problem(code, reason, mend)],
})

function readJson(text: string, form: string, headers: IncomingHttpHeaders): ReadBody {
  const parsed = parse(text)
  if (parsed === undefined) return notJson(text, 0)
  const { value } = parsed
  if (form === PLAIN && isBinary(headers)) return binaryEvent(headers, value)
  const isList = Array.isArray(value)
  if (form === STRUCTURED && isList)
    return no(400, 'wrong-type', 'One fact was announced, and this is a list.', `Send it as ${BATCH}.`)
  if (form === BATCH && !isList)
    return no(400, 'wrong-type', 'A list was announced, and this is none.', `Send it as ${STRUCTURED}.`)
  return isList ? within({ items: value as readonly unknown[], isOne: false }) : { items: [value], isOne: true }
}

function parse(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) }
  } catch {
    return undefined
  }
}

function readLines(text: string): ReadBody {
  const items: unknown[] = []
  const lines: number[] = []
  for (const [index, line] of text.split('\n').entries()) {
    if (line === '' || line.trim() === '') continue
    const parsed = parse(line)
    if (parsed === undefined) return notJson(line, index)
    items.push(parsed.value)
    lines.push(index + 1)
  }
  return within({ items, lines, isOne: false })
}

function notJson(text: string, linesBefore: number): ReadBody {
  const { line, column } = jsonBreaksAt(text)
  const reason = 'Here it stops being JSON.'
  const mend = 'Write it with a JSON library; nothing of this request was stored.'
  const place = { line: line + linesBefore, column }
  return { refused: 400, problems: [{ level: 'error', code: 'not-json', place, reason, mend }] }
}

function within(given: Given): ReadBody {
  const { length } = given.items
  if (length === 0) return no(400, 'empty', 'There is no fact in it.', 'Send at least one fact.')
  if (length <= MAX_FACTS) return given
  return no(413, 'too-many', `There are ${length} facts in it.`, `Send at most ${MAX_FACTS} a request.`)
}
