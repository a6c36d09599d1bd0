import { accessSync, constants, existsSync, statfsSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { secretFile } from '../../live/secret.ts'
import { fine, finding, found, type Looked, type Looking } from './finding.ts'

const NEEDED = [20, 19] as const
const GB = 1_000_000_000

/** What must hold before anything is opened. */
export const lookAtMachine = (looking: Looking): readonly Looked[] => [
  node(),
  folder(looking),
  disk(looking),
  secret(looking),
]

function node(): Looked {
  const { node: version } = process.versions
  const [major = 0, minor = 0] = version.split('.').map(Number)
  if (major > NEEDED[0] || (major === NEEDED[0] && minor >= NEEDED[1])) return fine('node', version)
  const reason = `Node ${version} is too old.`
  return found('node', version, { code: 'node-old', reason, mend: `Install Node ${NEEDED.join('.')} or later.` })
}

/** The folder itself, or the nearest above it that is there. */
function nearestFolder(path: string): string {
  return existsSync(path) || dirname(path) === path ? path : nearestFolder(dirname(path))
}

function folder({ settings: { folder: path } }: Looking): Looked {
  const there = nearestFolder(path)
  try {
    accessSync(there, constants.R_OK | constants.W_OK | constants.X_OK)
    return fine('data folder', existsSync(path) ? path : `${path} (not there yet)`)
  } catch {
    return found('data folder', path, {
      code: 'folder-forbidden',
      place: { file: there },
      reason: 'This user may not write here.',
      mend: 'Give the right to it, or name another folder with --data or TROTH_HOME.',
    })
  }
}

function disk({ settings: { folder: path } }: Looking): Looked {
  const { bavail, bsize } = statfsSync(nearestFolder(path))
  const free = bavail * bsize
  const says = `${(free / GB).toFixed(1)} GB free`
  if (free > GB) return fine('disk', says)
  const reason = `Only ${says} where the data is.`
  // PostgreSQL writes 64 MB of log ahead before it tidies up; with less than that left it stops.
  const level = free < GB / 5 ? 'error' : 'warning'
  return found('disk', says, {
    level,
    code: 'disk-full',
    place: { file: path },
    reason,
    mend: 'Free some space, or move the folder.',
  })
}

/** Others on this machine must not read it: it opens every customer's key. */
function secret({ settings }: Looking): Looked {
  if (settings.secret !== null) return fine('secret', 'TROTH_SECRET')
  const file = secretFile(settings.folder)
  const mode = statSync(file, { throwIfNoEntry: false })?.mode
  if (mode === undefined) return fine('secret', 'none yet')
  if (process.platform === 'win32' || (mode & 0o077) === 0) return fine('secret', file)
  const reason = 'Others on this machine may read it.'
  return {
    what: 'secret',
    says: file,
    findings: [finding({ code: 'secret-open', place: { file }, reason, mend: `chmod 600 ${file}` })],
  }
}
