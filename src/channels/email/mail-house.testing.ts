import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { connect, createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as rest } from 'node:timers/promises'

/** OpenSMTPD before Dovecot, as a small house runs them, on loopback. OpenSMTPD's queue is the machine's, so one at a time. */
export interface MailHouse {
  readonly smtp: number
  readonly imap: number
  /** Straight into a mailbox, past the queue. */
  readonly lmtp: number
  readonly password: string
  readonly stop: () => Promise<void>
}

/** Both want root to begin with, and give it up themselves. */
export const canRunMailHouse = process.getuid?.() === 0

/** Where OpenSMTPD was built to keep its queue. */
const SPOOL = '/var/spool/smtpd'

const PASSWORD = 'a-word-of-tests'

/** Takes mail for these mailboxes, and of anybody; for other people it says that it knows nobody, and reports it by mail. */
export async function mailHouse(mailboxes: readonly string[]): Promise<MailHouse> {
  const folder = await mkdtemp(join(tmpdir(), 'troth-mail-'))
  await chmod(folder, 0o755)
  const [smtp = 0, imap = 0, lmtp = 0] = await freePorts(3)
  const domains = [...new Set(mailboxes.map((mailbox) => mailbox.split('@')[1]))]
  await mkdir(join(folder, 'mail'), { mode: 0o777 })
  await chmod(join(folder, 'mail'), 0o777)
  await mkdir(SPOOL, { recursive: true })
  await chmod(SPOOL, 0o711)
  const users = mailboxes.map((mailbox) => `${mailbox}:{plain}${PASSWORD}::::::\n`)
  await writeFile(join(folder, 'users'), users.join(''), { mode: 0o644 })
  await writeFile(join(folder, 'dovecot.conf'), dovecotConf({ folder, imap, lmtp }))
  await writeFile(join(folder, 'smtpd.conf'), smtpdConf({ smtp, lmtp, domains }), { mode: 0o600 })
  const running = [
    spawn('dovecot', ['-F', '-c', join(folder, 'dovecot.conf')], { stdio: 'ignore' }),
    spawn('smtpd', ['-d', '-f', join(folder, 'smtpd.conf')], { stdio: ['ignore', 'ignore', 'pipe'] }),
  ]
  let said = ''
  running[1]?.stderr?.on('data', (words: Buffer) => (said += words.toString()))
  const stop = async (): Promise<void> => {
    await Promise.all(running.map(end))
    await rm(folder, { recursive: true, force: true })
  }
  try {
    await Promise.all([smtp, imap, lmtp].map(answering))
  } catch (error) {
    const log = await readFile(join(folder, 'dovecot.log'), 'utf8').catch(() => '')
    await stop()
    throw new Error(`the mail house does not start: ${said}${log}`, { cause: error })
  }
  return { smtp, imap, lmtp, password: PASSWORD, stop }
}

interface Dovecot {
  readonly folder: string
  readonly imap: number
  readonly lmtp: number
}

const dovecotConf = ({ folder, imap, lmtp }: Dovecot): string => `
base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/dovecot.log
protocols = imap lmtp
ssl = no
disable_plaintext_auth = no
mail_location = maildir:${folder}/mail/%u
first_valid_uid = 1
auth_failure_delay = 0
passdb {
  driver = passwd-file
  args = username_format=%u ${folder}/users
}
userdb {
  driver = passwd-file
  args = username_format=%u ${folder}/users
  default_fields = uid=nobody gid=nogroup home=${folder}/mail/%u
}
service imap-login {
  inet_listener imap {
    address = 127.0.0.1
    port = ${imap}
  }
  inet_listener imaps {
    port = 0
  }
}
service lmtp {
  inet_listener lmtp {
    address = 127.0.0.1
    port = ${lmtp}
  }
}
`

interface Smtpd {
  readonly smtp: number
  readonly lmtp: number
  readonly domains: readonly (string | undefined)[]
}

const smtpdConf = ({ smtp, lmtp, domains }: Smtpd): string => `
listen on 127.0.0.1 port ${smtp} hostname mx.acme.example
action "mailboxes" relay host "lmtp://127.0.0.1:${lmtp}"
${domains.map((domain) => `match from any for domain "${domain}" action "mailboxes"`).join('\n')}
`

async function freePorts(count: number): Promise<readonly number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer().listen(0, '127.0.0.1')
      await once(server, 'listening')
      return server
    }),
  )
  const ports = servers.map((server) => (server.address() as AddressInfo).port)
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))))
  return ports
}

/** Until something answers there; ten seconds are far more than either needs. */
async function answering(port: number): Promise<void> {
  for (let left = 100; ; left -= 1) {
    const socket = connect(port, '127.0.0.1')
    try {
      await once(socket, 'connect')
      return
    } catch (error) {
      if (left === 0) throw error
      await rest(100)
    } finally {
      socket.destroy()
    }
  }
}

/** Dovecot takes five seconds to leave by itself; killed, its other processes see it and go at once. */
async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill(child.spawnfile === 'dovecot' ? 'SIGKILL' : 'SIGTERM')
  await gone
}
