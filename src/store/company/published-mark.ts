import type { Tx } from '../store.ts'

const markStatement = {
  name: 'published-mark',
  text: `select (select coalesce(max(valid_from), 0) from playbook_version)
              + (select coalesce(max(valid_from), 0) from model_version) as published`,
}

/** Grows whenever a playbook or a model is published; the fence of a commit asks the same (lease/fence.ts). */
export async function publishedMark(tx: Tx): Promise<number> {
  const [row] = await tx.query<{ published: number }>(markStatement)
  return row?.published ?? 0
}
