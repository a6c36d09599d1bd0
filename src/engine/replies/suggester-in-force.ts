import { readReplyModel, suggesterOf } from '../../core/message/reply/suggest/model.ts'
import { seeded } from '../../core/message/reply/suggest/seeded.ts'
import type { Suggester } from '../../core/message/reply/reading.ts'
import { modelByVersion } from '../../store/company/model-by-version.ts'
import { modelVersions } from '../../store/company/model-versions.ts'
import type { Tx } from '../../store/store.ts'

/** The series of models that suggest what a reply means. */
export const REPLIES = 'replies'

/** Learned at first use, which most replies never come to: a digit or a plain word need not wait for it. */
const begun: Suggester = (words) => seeded().suggester(words)

/** The model in force, read again when another was published; else, and where it cannot be read, what everybody begins with. */
export function openSuggester(store: Tx): () => Promise<Suggester> {
  let inForce: { readonly version: string; readonly suggester: Suggester } | null = null
  return async () => {
    const [newest] = await modelVersions(store, 1, REPLIES)
    if (newest === undefined) return begun
    if (inForce?.version !== newest.version) {
      const { content = '' } = (await modelByVersion(store, newest.version, REPLIES)) ?? {}
      const model = readReplyModel(content)
      inForce = { version: newest.version, suggester: model === null ? begun : suggesterOf(model) }
    }
    return inForce.suggester
  }
}
