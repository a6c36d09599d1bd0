import type { Incoming } from './incoming.ts'
import type { Answer, Work } from './work.ts'

/** Facts of one request, each to its subject's lane; one answer for each, in their order. `also` goes with the first subject's. */
export async function acceptAll(
  facts: readonly Incoming[],
  take: (work: Work) => void,
  also?: NonNullable<Work['also']>,
): Promise<readonly Answer[]> {
  const bySubject = new Map<string, { readonly facts: Incoming[]; readonly places: number[] }>()
  for (const [index, fact] of facts.entries()) {
    const own = bySubject.get(fact.subject)
    if (own === undefined) bySubject.set(fact.subject, { facts: [fact], places: [index] })
    else {
      own.facts.push(fact)
      own.places.push(index)
    }
  }
  const answers: Answer[] = []
  await Promise.all(
    [...bySubject].map(
      ([subject, { facts: own, places }], index) =>
        new Promise<void>((done, failed) => {
          const { bucket = 0, kind = 0 } = own[0] ?? {}
          const place = { subject, bucket, kind }
          take({
            place,
            facts: own,
            ...(also === undefined || index > 0 ? {} : { also }),
            failed,
            done: (said) => {
              for (const [n, answer] of said.entries()) answers[places[n] ?? 0] = answer
              done()
            },
          })
        }),
    ),
  )
  return answers
}
