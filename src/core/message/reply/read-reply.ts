import type { Reading, Reply, ReplyContext } from './reading.ts'

/** What a customer's reply says, and what may be done about it now. Never throws. */
export function readReply(reply: Reply, _context: ReplyContext): Reading {
  return {
    answer: 'unclear',
    readBy: reply.button === null ? 'keyword' : 'button',
    certainty: 0,
    act: null,
    asks: null,
    slots: [],
    wish: null,
    chose: null,
    check: true,
  }
}
