// @ts-check
// `tsc -b` leaves the output of files that have gone; a package must not ship them.
import { rmSync } from 'node:fs'

rmSync(new URL('../dist', import.meta.url), { recursive: true, force: true })
