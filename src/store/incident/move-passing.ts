import type { Tx } from '../store.ts'
import type { Passing } from './next-passing.ts'

const moveStatement = {
  name: 'move-passing',
  text: `update passing set next = $4 where bucket = $1 and n = $2 and next = $3 returning n`,
}

/** false: another has looked at that bucket meanwhile. */
export async function movePassing(tx: Tx, { bucket, n, next }: Passing, to: number): Promise<boolean> {
  return (await tx.query(moveStatement, [bucket, n, next, to])).length > 0
}
