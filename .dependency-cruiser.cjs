// The arrows of the house, from two small tables. Tests may look anywhere; what is shipped may not.

/** Folder of src/ → what it may import besides itself. A folder not named here may not exist. */
const ARROWS = {
  core: [],
  forecast: ['core'],
  playbook: ['core', 'forecast'],
  analysis: ['core', 'forecast', 'playbook'],
  wire: ['core'],
  store: ['core'],
  channels: ['core'],
  // A mapping's `when: {cel: …}` is the playbook's language; the rest of playbook stays out of reach.
  silos: ['core', 'wire', 'playbook/expression'],
  engine: ['core', 'forecast', 'playbook', 'store', 'channels', 'silos'],
  http: ['core', 'forecast', 'playbook', 'wire', 'analysis', 'store', 'engine', 'channels', 'silos'],
  console: ['core', 'forecast', 'playbook', 'wire'],
  cli: ['core', 'forecast', 'playbook', 'wire', 'analysis', 'store', 'engine', 'channels', 'silos', 'http'],
}

/** Rooms of src/core, left to right: each may import those before it, never a neighbour in its own place. */
const ROOMS = [
  ['document'],
  ['time'],
  ['fact'],
  ['promise'],
  ['visit', 'money', 'inquiry'],
  ['message'],
  ['recovery'],
  ['ledger'],
]

/** Library → the folders that may import it. A library not named here may not be imported. */
const LIBRARIES = {
  zod: ['core/document', 'forecast/model', 'playbook', 'wire', 'silos/mapping', 'channels', 'http', 'cli'],
  yaml: ['core/document'],
  'date-holidays': ['core/time'],
  '@marcbachmann/cel-js': ['playbook/expression'],
  '@bufbuild/re2': ['playbook/expression'],
  liquidjs: ['playbook/text'],
  pg: ['store'],
  nodemailer: ['channels'],
  smpp: ['channels'],
  imapflow: ['channels'],
  'postal-mime': ['channels'],
  'ical-generator': ['channels', 'http'],
  'ical.js': ['channels'],
  'web-push': ['channels'],
  'libphonenumber-js': ['channels'],
  fastify: ['http'],
}

const PURE = ['core', 'forecast', 'playbook', 'analysis', 'wire']
const TESTS = '[.](test|testing)[.]ts$'

const under = (folders) => `^src/(${folders.join('|')})/`
const library = (name) => `(^|/)node_modules/(@types/)?${name}/`

const folders = Object.entries(ARROWS).map(([folder, may]) => ({
  name: `arrow-${folder}`,
  comment: `src/${folder} may import only: ${may.join(', ') || 'itself'}`,
  severity: 'error',
  from: { path: under([folder]), pathNot: TESTS },
  to: { path: '^src/', pathNot: under([folder, ...may]) },
}))

const rooms = ROOMS.flatMap((place, index) =>
  place.map((room) => ({
    name: `arrow-core-${room}`,
    comment: `src/core/${room} may import only: ${ROOMS.slice(0, index).flat().join(', ') || 'itself'}`,
    severity: 'error',
    from: { path: `^src/core/${room}/`, pathNot: TESTS },
    to: { path: '^src/core/', pathNot: `^src/core/(${[...ROOMS.slice(0, index).flat(), room].join('|')})/` },
  })),
)

const libraries = Object.entries(LIBRARIES).map(([name, may]) => ({
  name: `library-${name}`,
  comment: `${name} may be imported only by: ${may.join(', ')}`,
  severity: 'error',
  from: { path: '^src/', pathNot: [under(may), TESTS] },
  to: { path: library(name) },
}))

const KNOWN = [
  under(Object.keys(ARROWS).filter((folder) => folder !== 'core')),
  `^src/core/(${ROOMS.flat().join('|')})/`,
]

module.exports = {
  forbidden: [
    ...folders,
    ...rooms,
    ...libraries,
    {
      name: 'library-unlisted',
      comment: 'add it to LIBRARIES with the folder that needs it',
      severity: 'error',
      from: { path: '^src/', pathNot: TESTS },
      to: { path: '(^|/)node_modules/', pathNot: Object.keys(LIBRARIES).map(library) },
    },
    {
      name: 'pure-no-io',
      comment: 'the pure world imports nothing of Node',
      severity: 'error',
      from: { path: under(PURE), pathNot: TESTS },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'folder-unlisted',
      comment: 'only folders of ARROWS and ROOMS',
      severity: 'error',
      from: { path: '^src/', pathNot: KNOWN },
      to: {},
    },
    {
      name: 'into-folder-unlisted',
      comment: 'only folders of ARROWS and ROOMS',
      severity: 'error',
      from: {},
      to: { path: '^src/', pathNot: KNOWN },
    },
    {
      name: 'no-cycle',
      comment: 'no import cycles, types included',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-index',
      comment: 'no index.ts: barrels breed cycles',
      severity: 'error',
      from: {},
      to: { path: '^src/.*/index[.]ts$' },
    },
    {
      name: 'not-to-test',
      comment: 'nothing shipped imports a test',
      severity: 'error',
      from: { path: '^src/', pathNot: TESTS },
      to: { path: TESTS },
    },
    {
      name: 'not-to-outside',
      comment: 'src imports nothing of the other folders',
      severity: 'error',
      from: { path: '^src/', pathNot: TESTS },
      to: { pathNot: '^src/|(^|/)node_modules/', dependencyTypesNot: ['core', 'unknown'] },
    },
    {
      name: 'unresolvable',
      comment: 'no such file or package',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.test.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'node', 'default'] },
  },
}
