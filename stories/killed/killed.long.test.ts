import { test } from 'vitest'
import { killAgainAndAgain } from './killed.testing.ts'

test('killed two hundred times it still loses nothing it acknowledged and says nothing twice', async () => {
  await killAgainAndAgain({ kills: 200, seed: Date.now() })
}, 1_800_000)
