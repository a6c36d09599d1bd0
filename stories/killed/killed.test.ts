import { test } from 'vitest'
import { killAgainAndAgain } from './killed.testing.ts'

test('killed twenty times, the process or its database, it loses nothing it acknowledged and says nothing twice', async () => {
  await killAgainAndAgain({ kills: 20, seed: 20_261_122 })
}, 240_000)
