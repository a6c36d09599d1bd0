import type { Problem } from '../../core/document/problem.ts'
import { EXIT, Stop } from '../exit.ts'
import { readRunFile, type RunFile } from './run-file.ts'

/** The server that runs on a data folder, as a command speaks to it. */
export interface Remote {
  readonly run: RunFile
  /** Body and answer are JSON; any status is an answer. */
  readonly call: (method: 'GET' | 'POST' | 'PATCH', path: string, body?: unknown) => Promise<RemoteAnswer>
}

export interface RemoteAnswer {
  readonly status: number
  readonly body: unknown
  /** Seconds the server asks to wait; null: it does not. */
  readonly retryAfter: number | null
}

/** A batch of a thousand facts takes a tenth of a second; a server that needs a minute is not well. */
const PATIENCE_MS = 60_000

/** null: no server runs here. */
export function remoteOf(folder: string): Remote | null {
  const run = readRunFile(folder)
  if (run === null) return null
  return {
    run,
    call: async (method, path, body) => {
      const answer = await fetchFrom(run, { method, path, body })
      const seconds = Number(answer.headers.get('retry-after') ?? Number.NaN)
      const text = await answer.text()
      return {
        status: answer.status,
        body: parsed(text),
        retryAfter: Number.isFinite(seconds) ? seconds : null,
      }
    },
  }
}

interface Calling {
  readonly method: string
  readonly path: string
  readonly body: unknown
}

async function fetchFrom({ address, token }: RunFile, { method, path, body }: Calling): Promise<Response> {
  const type = Array.isArray(body) ? 'application/cloudevents-batch+json' : 'application/json'
  try {
    return await fetch(`${address}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, ...(body === undefined ? {} : { 'content-type': type }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(PATIENCE_MS),
      redirect: 'error',
    })
  } catch (error) {
    throw new Stop(EXIT.away, [silent(address, error)])
  }
}

function parsed(text: string): unknown {
  try {
    return text === '' ? null : (JSON.parse(text) as unknown)
  } catch {
    return text
  }
}

const silent = (address: string, error: unknown): Problem => ({
  level: 'error',
  code: 'server-silent',
  place: {},
  reason: `The server at ${address} does not answer (${error instanceof Error ? error.message : String(error)}).`,
  mend: 'Look whether it still runs; `troth doctor` says more.',
})
