import type { Problem } from '../core/document/problem.ts'

interface Fault {
  /** The channel's name, or a setting of it: `outbox.folder`. */
  readonly path: string
  readonly code: string
  readonly reason: string
  readonly mend: string
}

/** What `check` answers when nothing could leave by a channel. */
export const channelProblem = ({ path, ...fault }: Fault): Problem => ({
  level: 'error',
  ...fault,
  place: { path: `channels.${path}` },
})
