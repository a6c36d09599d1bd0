import { key, number, oneOf, optional, personal, text } from '../field.ts'
import { define } from '../fact-type.ts'
import type { FactType } from '../fact-type.ts'

export const surveyFacts: readonly FactType[] = [
  define('survey.answered', {
    says: 'A customer answered a question about how it went.',
    fields: {
      survey: key('The survey.'),
      question: optional(key('The question.')),
      scale: optional(oneOf('What the score means.', ['csat', 'nps', 'ces', 'stars'])),
      score: optional(number('The score.')),
      about: optional(key('The visit, promise or complaint it is about.')),
      channel: optional(text('How.')),
      words: optional(personal(text('What they wrote.'))),
    },
    example: {
      source: 'survey',
      id: 'sy-1:nps',
      subject: 'crm:123',
      time: '2015-03-06T18:00:00Z',
      data: { survey: 'sy-1', scale: 'nps', score: 3, about: 'v-9', words: 'I waited all morning.' },
    },
  }),
]
