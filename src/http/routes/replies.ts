import { listReplies } from '../../engine/replies/list-replies.ts'
import type { ReplyPage } from '../../wire/reply-view.ts'
import { replyPage } from '../../wire/reply-view.ts'
import { auditReading } from '../audit.ts'
import { ok, route, type Route } from '../route.ts'
import { shownReply } from '../shown/reply.ts'
import { LIMIT } from './query-fields.ts'

const list = route({
  method: 'GET',
  path: '/v1/replies',
  says: 'Replies to check: what came back and could not be read, or was not sure, by when a person should have looked.',
  may: ['read', 'cases'],
  query: {
    open: { kind: 'flag', says: 'false: those that were read too, after the open ones.', values: ['true', 'false'] },
    limit: LIMIT,
  },
  answers: { 200: replyPage },
  run: async ({ query: { open, limit }, asker }, doors) => {
    const { store, vault, clock } = doors
    const listed = await listReplies({ store, vault, now: clock(), closedToo: open === false, limit: limit ?? 100 })
    const seesWords = asker.may.has('personal')
    if (seesWords && listed.some(({ words }) => words !== null))
      await auditReading(doors, asker, { replies: listed.map((one) => one.case.id) })
    const page: ReplyPage = { replies: listed.map((one) => shownReply(one, seesWords)) }
    return ok(page)
  },
})

export const replyRoutes: readonly Route[] = [list]
