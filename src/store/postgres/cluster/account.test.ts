import { expect, test } from 'vitest'

import { accountFor } from './account.ts'

const users =
  'root:x:0:0:root:/root:/bin/bash\npostgres:x:101:104::/var/lib/postgresql:/bin/bash\nnobody:x:65534:65533::/:/x\n'
const root = { owner: null, ourselves: 0, users }

test('an ordinary user runs PostgreSQL as themselves, and so does Windows', () => {
  expect(accountFor({ ...root, ourselves: 1000 })).toBe(null)
  expect(accountFor({ ...root, ourselves: undefined })).toBe(null)
})

test('root runs it as postgres, else as nobody', () => {
  expect(accountFor(root)).toEqual({ name: 'postgres', uid: 101, gid: 104 })
  expect(accountFor({ ...root, users: users.replace('postgres:x:', 'other:x:') })).toEqual({
    name: 'nobody',
    uid: 65534,
    gid: 65533,
  })
  expect(accountFor({ ...root, users: 'nobody:*:-2:-2::/:/x' })).toMatchObject({ uid: 2 ** 32 - 2 })
})

test('data that exist are served as whoever owns them, known by name or not', () => {
  expect(accountFor({ ...root, owner: { uid: 1000, gid: 1000 } })).toEqual({ name: 'user 1000', uid: 1000, gid: 1000 })
  expect(accountFor({ ...root, owner: { uid: 65534, gid: 65533 } })).toMatchObject({ name: 'nobody' })
  expect(accountFor({ ...root, owner: { uid: 0, gid: 0 } })).toMatchObject({ name: 'postgres' })
})

test('root without any such user is told to make one', () => {
  expect(accountFor({ ...root, users: 'root:x:0:0:root:/root:/bin/bash\n' })).toMatchObject({
    problems: [{ code: 'no-unprivileged-user' }],
  })
})
