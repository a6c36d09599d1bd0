import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

// `npm run test:long` also runs *.long.test.ts, and every law more often.
const long = process.env['TROTH_LONG'] === '1'

const shared = {
  setupFiles: ['./tools/property-runs.ts'],
  exclude: long ? [] : ['**/*.long.test.ts'],
  testTimeout: long ? 600_000 : 20_000,
}

export default defineConfig({
  test: {
    // Vitest leaves a core free, which on two is half of them; our tests wait for disks and other processes as much as they count.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    reporters: [['default', { summary: false }], './tools/closing-line.ts'],
    projects: [
      {
        // Nothing here keeps state, so files share a process: 2 s instead of 33 s on a trial of 48,000 lines.
        test: {
          ...shared,
          name: 'pure',
          include: ['src/{core,playbook,forecast,analysis,wire}/**/*.test.ts'],
          pool: 'threads',
          isolate: false,
        },
      },
      {
        test: {
          ...shared,
          name: 'node',
          include: ['src/{silos,store,channels,engine,http,cli}/**/*.test.ts', '{tools,stories,examples}/**/*.test.ts'],
          exclude: [...shared.exclude, '**/*.db.test.ts'],
          pool: 'forks',
        },
      },
      {
        // One PostgreSQL for the run; each file gets a database of its own, cloned from a migrated one.
        test: {
          ...shared,
          name: 'database',
          include: ['{src,stories}/**/*.db.test.ts'],
          globalSetup: ['./tools/test-database.ts'],
          pool: 'forks',
        },
      },
    ],
  },
})
