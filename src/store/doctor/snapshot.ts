import type { Store, Tx } from '../store.ts'

/** Runs `work` on the database as it stands at one instant, whatever others write meanwhile; nothing can be written. */
export async function inSnapshot<Answer>(store: Store, work: (tx: Tx) => Promise<Answer>): Promise<Answer> {
  const session = await store.session()
  let broken: Error | undefined
  const onError = (error: Error): void => void (broken = error)
  session.on('error', onError)
  try {
    await session.query('begin isolation level repeatable read read only')
    return await work({
      query: async ({ name, text }, values = []) => (await session.query({ name, text, values: [...values] })).rows,
    })
  } finally {
    await session.query('rollback').catch((failed: Error) => void (broken = failed))
    session.off('error', onError)
    session.release(broken)
  }
}
