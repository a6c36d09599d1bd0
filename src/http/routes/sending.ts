import { sendingStates, type SendingRow } from '../../store/company/sending-states.ts'
import { waitingByChannel } from '../../store/views/waiting-by-channel.ts'
import { sendingView, type ScopeState, type SendingView } from '../../wire/sending-view.ts'
import { ok, route } from '../route.ts'
import { when } from '../shown/instant.ts'

const shown = ({ scope, state, recipients, since, by, reason }: SendingRow): ScopeState => ({
  scope,
  state,
  by,
  reason,
  recipients: recipients.length,
  since: when(since),
})

export const sendingRoutes = [
  route({
    method: 'GET',
    path: '/v1/sending',
    says: 'Whether anything leaves the house, what is paused, and what waits on each channel.',
    may: ['read'],
    query: {},
    answers: { 200: sendingView },
    run: async (_, { store }) => {
      const [states, waiting] = await Promise.all([sendingStates(store), waitingByChannel(store)])
      const view: SendingView = {
        brands: states.filter(({ scope }) => scope.startsWith('brand:')).map(shown),
        paused: states.filter(({ state }) => state === 'paused').map(shown),
        waiting: waiting.map(({ next, ...rest }) => ({ ...rest, next: when(next) })),
      }
      return ok(view)
    },
  }),
]
