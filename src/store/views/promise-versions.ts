import type { Tx } from '../store.ts'
import type { ListedPromise } from './promise-page.ts'

const versionsStatement = {
  name: 'promise-versions',
  text: `select p.bucket, p.customer, p.id, p.version, p.kind, p.key, p.owner, p."to", p.counted, p.state, p.made, p.due_from,
                p.due_to, p.tell_by, p.settled, p.cured_at, p.without_work, p.cause, p.told, p.playbook_version, p.evidence, p.forecast,
                (select a.alias from alias a where a.bucket = p.bucket and a.customer = p.customer) as alias
           from promise p where p.bucket = $1 and p.customer = $2 and p.id = $3 order by p.version`,
}

export interface PromisePlace {
  readonly bucket: number
  readonly customer: string
  readonly id: string
}

/** All versions of one promise, the first one first. */
export const promiseVersions = (tx: Tx, { bucket, customer, id }: PromisePlace): Promise<readonly ListedPromise[]> =>
  tx.query<ListedPromise>(versionsStatement, [bucket, customer, id])
