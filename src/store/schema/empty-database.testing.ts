import { randomBytes } from 'node:crypto'
import { openStore, type Connection, type Store } from '../store.ts'

export interface EmptyDatabase {
  readonly store: Store
  readonly connection: Connection
  readonly drop: () => Promise<void>
}

type Server = Exclude<Connection, { readonly url: string }>

/** A database with nothing in it, not even a migration. */
export async function emptyDatabase(server: Server): Promise<EmptyDatabase> {
  const name = `e_${randomBytes(6).toString('hex')}`
  const onServer = async (text: string): Promise<void> => {
    const store = openStore({ ...server, database: 'postgres' }, { connections: 1 })
    await store.query({ name: text, text })
    await store.close()
  }
  await onServer(`create database ${name} template template0`)
  const connection = { ...server, database: name }
  const store = openStore(connection, { connections: 4 })
  return {
    store,
    connection,
    drop: async () => {
      await store.close()
      await onServer(`drop database ${name} with (force)`)
    },
  }
}
