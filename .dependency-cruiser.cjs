// Which way imports may go: docs/architecture.md. Checked by `npm test`; test/boundaries.test.ts sees that it bites.

/** Areas of src/domain from the ground up: each imports only from rows before its own. Under them: root files, time. */
const DOMAIN_ORDER = [
  ['access', 'usage'],
  ['accounts', 'branding', 'ledger'],
  ['plans', 'numbers'],
  ['porting'],
  ['rating'],
  ['billing'],
  ['payments'],
  ['credit-control'],
  ['live-calls'],
  ['notifications'],
]

const CODE = '^(src|web)/'
const TESTS = '[.]test[.]ts$'
const NODE_OR_NPM = ['core', 'npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-no-pkg', 'npm-unknown']

const only = (layer, allowed, comment) => ({
  name: `${layer}-imports`,
  comment,
  severity: 'error',
  from: { path: `^src/${layer}/`, pathNot: TESTS },
  to: { path: '^src/', pathNot: [layer, ...allowed].map((name) => `^src/${name}(/|[.]ts$)`) },
})

const domainOrder = DOMAIN_ORDER.flatMap((row, index) =>
  row.map((area) => {
    const later = DOMAIN_ORDER.slice(index)
      .flat()
      .filter((other) => other !== area)
    return {
      name: `domain-order-${area}`,
      comment: `${area} stands below ${later.join(', ')} and knows nothing of them`,
      severity: 'error',
      from: { path: `^src/domain/${area}/`, pathNot: TESTS },
      to: { path: `^src/domain/(${later.join('|')})/` },
    }
  }),
)

const doors = ['cli', 'http', 'worker'].map((door) => ({
  name: `door-${door}`,
  comment:
    'a door calls operations and queries, and gets what reaches outside from compose.ts; doors do not know each other',
  severity: 'error',
  from: { path: `^src/${door}/`, pathNot: TESTS },
  to: {
    path: CODE,
    pathNot: [
      `^src/${door}/`,
      '^src/(operations|contract|domain)/',
      '^src/storage/queries/',
      '^src/(compose|config|serve)[.]ts$',
    ],
  },
}))

module.exports = {
  forbidden: [
    only('domain', [], 'the business knows nobody but itself'),
    {
      name: 'domain-is-pure',
      comment: 'no input or output, no clock, no package: everything the business needs is an argument',
      severity: 'error',
      from: { path: '^src/domain/', pathNot: TESTS },
      to: { dependencyTypes: NODE_OR_NPM },
    },
    {
      name: 'domain-values',
      comment: 'money, phone numbers, problems and time are the ground everything else stands on',
      severity: 'error',
      from: { path: '^src/domain/([^/]+[.]ts$|time/)', pathNot: TESTS },
      to: { path: '^src/domain/', pathNot: '^src/domain/([^/]+[.]ts$|time/)' },
    },
    {
      name: 'domain-areas-are-known',
      comment: 'a new area takes its place in DOMAIN_ORDER first',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^src/domain/', pathNot: `^src/domain/([^/]+[.]ts$|(time|${DOMAIN_ORDER.flat().join('|')})/)` },
    },
    ...domainOrder,
    only('storage', ['domain', 'config'], 'PostgreSQL and nothing else'),
    only('providers', ['domain', 'config'], 'the outside world, one door each'),
    only('operations', ['domain', 'storage', 'providers', 'config'], 'a verb loads, decides in the domain, saves'),
    {
      name: 'configuration-is-handed-in',
      comment: 'the doors read the configuration; the layers below know its shape only',
      severity: 'error',
      from: { path: '^src/(storage|providers|operations)/', pathNot: TESTS },
      to: { path: '^src/config[.]ts$', dependencyTypesNot: ['type-only'] },
    },
    only('contract', ['domain'], 'the HTTP API as data'),
    {
      name: 'contract-runs-in-browsers',
      comment: 'no node module in what the web pages load',
      severity: 'error',
      from: { path: '^src/contract/', pathNot: TESTS },
      to: { dependencyTypes: ['core'] },
    },
    ...doors,
    {
      name: 'web-imports',
      comment: 'the pages know the API by its contract, the business by its values, and nothing else of the server',
      severity: 'error',
      from: { path: '^web/(shared|portal|customer)/' },
      to: { path: '^src/', pathNot: '^src/(contract|domain)/' },
    },
    {
      name: 'portals-apart',
      comment: 'what both portals use is in web/shared, which knows neither',
      severity: 'error',
      from: { path: '^web/(shared|portal|customer)/' },
      to: { path: '^web/(shared|portal|customer)/', pathNot: '^web/($1|shared)/' },
    },
    {
      name: 'server-without-pages',
      comment: 'the server hands out what was built of the pages and imports none of it',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^web/' },
    },
    {
      name: 'borders-by-name',
      comment:
        'a relative import stays inside its folder area; across areas write #domain/…, #storage/…, #operations/…',
      severity: 'error',
      from: { path: '^src/((?:domain|operations|providers)/[^/]+|[^/]+)/', pathNot: TESTS },
      to: { path: '^src/', pathNot: ['^src/$1/', '^src/[^/]+[.]ts$'], dependencyTypesNot: ['aliased-subpath-import'] },
    },
    {
      name: 'no-circle',
      comment: 'two files that need each other are one file, or three',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'resolvable',
      comment:
        'an import that leads nowhere would slip through every other rule; virtual modules are made by the build of web',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^virtual:' },
    },
    {
      name: 'product-without-tools',
      comment: 'the product imports nothing that is only installed for development, and no test, benchmark or tool',
      severity: 'error',
      from: { path: CODE, pathNot: TESTS },
      to: { path: ['^(test|bench|tools)/', TESTS] },
    },
    {
      name: 'product-without-dev-packages',
      comment: 'a package the product imports is a dependency, not a devDependency',
      severity: 'error',
      from: { path: CODE, pathNot: TESTS },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^web/dist' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
}
