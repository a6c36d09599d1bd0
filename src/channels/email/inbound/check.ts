import type { Problem } from '../../../core/document/problem.ts'
import { channelProblem } from '../../channel-problem.ts'
import { errorWords } from '../../error-code.ts'
import { openMailbox, type ImapSettings } from './mailbox.ts'

/** Connects, logs in and opens the folder, as listening does. */
export async function checkMailbox(settings: ImapSettings): Promise<Problem | null> {
  try {
    const client = await openMailbox(settings)
    client.close()
    return null
  } catch (error) {
    const { host, port, folder } = settings
    const path = wrongIn(error)
    return channelProblem({
      path: `email.imap.${path}`,
      code: path === 'host' ? 'imap-unreachable' : path === 'auth' ? 'imap-not-let-in' : 'imap-no-folder',
      reason: `What comes back by mail cannot be read from ${folder} at ${host}:${port}: ${errorWords(error)}.`,
      mend: MENDS[path],
    })
  }
}

const MENDS = {
  host: 'Correct host, port and tls, or start the server.',
  auth: 'Correct the user and password.',
  folder: 'Correct the folder, or create it.',
}

/** imapflow says of itself which part failed. */
function wrongIn(error: unknown): keyof typeof MENDS {
  if (typeof error !== 'object' || error === null) return 'host'
  if ('authenticationFailed' in error && error.authenticationFailed === true) return 'auth'
  return 'responseStatus' in error && error.responseStatus === 'NO' ? 'folder' : 'host'
}
