import { change, type CaseAnswer, type CaseRoom } from './change.ts'

export interface NoteCase {
  readonly id: string
  readonly who: string
  /** They may be personal: they stay in the case and go into no fact and no audit. */
  readonly words: string
}

/** Adds a note; a closed case takes notes too. */
export const noteCase = (room: CaseRoom, { id, who, words }: NoteCase): Promise<CaseAnswer> =>
  change(room, {
    id,
    who,
    what: 'case.noted',
    detail: {},
    decide: (stored, at) => ({ ...stored, notes: [...stored.notes, { at, by: who, words }] }),
  })
