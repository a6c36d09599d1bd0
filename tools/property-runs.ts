import fc from 'fast-check'

// 100 runs for each law in `npm test`; `npm run test:long` sets more.
fc.configureGlobal({ numRuns: Number(process.env['TROTH_RUNS'] ?? 100) })
