import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { cruise, type ICruiseResult } from 'dependency-cruiser'
import extractDepcruiseOptions from 'dependency-cruiser/config-utl/extract-depcruise-options'
import extractTsConfig from 'dependency-cruiser/config-utl/extract-ts-config'
import { afterAll, beforeAll, expect, test } from 'vitest'
import packageJson from '../package.json' with { type: 'json' }

const ROOT = resolve(import.meta.dirname, '..')

test('every import of the product goes the way it may', async () => {
  const { modules, summary } = await cruiseSource(ROOT)
  const imports = modules.flatMap((module) => module.dependencies)
  // Without the TypeScript it needs, the tool finds no modules and no fault.
  expect(summary.totalCruised).toBeGreaterThan(20)
  expect(
    imports.filter(({ dependencyTypes }) => dependencyTypes.includes('aliased-subpath-import')).length,
  ).toBeGreaterThan(5)
  expect(summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`)).toEqual([])
})

/** The file that breaks a rule, what it imports, the rule that must say so. */
const PLANTED = [
  ['src/domain/rating/reads-files.ts', 'node:fs', 'domain-is-pure'],
  ['src/domain/rating/asks-the-network.ts', 'pg', 'domain-is-pure'],
  ['src/domain/rating/knows-tables.ts', '#storage/tables/calls.ts', 'domain-imports'],
  ['src/domain/ledger/knows-billing.ts', '#domain/billing/statement.ts', 'domain-order-ledger'],
  ['src/domain/usage/knows-plans.ts', '#domain/plans/calling-plan.ts', 'domain-order-usage'],
  ['src/domain/plans/knows-its-neighbour.ts', '#domain/numbers/number.ts', 'domain-order-plans'],
  ['src/domain/value-that-knows-plans.ts', '#domain/plans/calling-plan.ts', 'domain-values'],
  ['src/domain/time/knows-plans.ts', '#domain/plans/calling-plan.ts', 'domain-values'],
  ['src/domain/rating/knows-a-stranger.ts', '#domain/astrology/star.ts', 'domain-areas-are-known'],
  ['src/domain/rating/relative.ts', '../plans/calling-plan.ts', 'borders-by-name'],
  ['src/storage/tables/acts.ts', '#operations/usage/import-calls.ts', 'storage-imports'],
  ['src/providers/email/stores.ts', '#storage/tables/calls.ts', 'providers-imports'],
  ['src/providers/email/configures.ts', '../../config.ts', 'configuration-is-handed-in'],
  ['src/operations/usage/prints.ts', '../../cli/main.ts', 'operations-imports'],
  ['src/contract/stores.ts', '#storage/tables/calls.ts', 'contract-imports'],
  ['src/contract/reads-files.ts', 'node:fs', 'contract-runs-in-browsers'],
  ['src/cli/writes-tables.ts', '#storage/tables/calls.ts', 'door-cli'],
  ['src/http/calls-the-cli.ts', '../cli/main.ts', 'door-http'],
  ['src/cli/uses-a-test.ts', '../../test/support/database.ts', 'product-without-tools'],
  ['src/cli/uses-a-test-library.ts', 'fast-check', 'product-without-dev-packages'],
  ['src/cli/leads-nowhere.ts', './nowhere.ts', 'resolvable'],
  ['src/operations/usage/half.ts', './other-half.ts', 'no-circle'],
] as const

const LAWFUL = [
  ['src/domain/rating/lawful.ts', '#domain/plans/calling-plan.ts'],
  ['src/domain/plans/lawful.ts', '#domain/money.ts'],
  ['src/operations/usage/lawful.ts', '#storage/tables/calls.ts'],
  ['src/cli/lawful.ts', '#storage/queries/calls.ts'],
  ['src/cli/composed.ts', '../config.ts'],
  ['src/storage/tables/lawful.ts', 'pg'],
] as const

const TARGETS = [
  'src/config.ts',
  'src/cli/main.ts',
  'src/contract/accounts.ts',
  'src/domain/money.ts',
  'src/domain/billing/statement.ts',
  'src/domain/numbers/number.ts',
  'src/domain/plans/calling-plan.ts',
  'src/domain/astrology/star.ts',
  'src/storage/tables/calls.ts',
  'src/storage/queries/calls.ts',
  'src/operations/usage/import-calls.ts',
  'test/support/database.ts',
]

let planted: string
let result: ICruiseResult

beforeAll(async () => {
  planted = mkdtempSync(join(tmpdir(), 'tollgate-boundaries-'))
  write('package.json', JSON.stringify(packageJson))
  symlinkSync(join(ROOT, 'node_modules'), join(planted, 'node_modules'))
  write('tsconfig.json', JSON.stringify({ compilerOptions: { module: 'nodenext', allowImportingTsExtensions: true } }))
  for (const file of TARGETS) write(file, 'export const value = 1\n')
  for (const [file, imported] of [...PLANTED, ...LAWFUL]) write(file, `import '${imported}'\nexport const value = 2\n`)
  write('src/operations/usage/other-half.ts', `import './half.ts'\n`)
  result = await cruiseSource(planted)
})

afterAll(() => rmSync(planted, { recursive: true }))

test.each(PLANTED)('%s may not import %s', (file, _imported, rule) => {
  expect(rulesBrokenBy(file)).toContain(rule)
})

test.each(LAWFUL)('%s may import %s', (file) => {
  expect(rulesBrokenBy(file)).toEqual([])
})

function rulesBrokenBy(file: string): string[] {
  return result.summary.violations.filter(({ from }) => from === file).map(({ rule }) => rule.name)
}

function write(file: string, text: string): void {
  const path = join(planted, file)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
}

/** Cruises `folder`/src by the rules of this repository. */
async function cruiseSource(folder: string): Promise<ICruiseResult> {
  const options = await extractDepcruiseOptions(join(ROOT, '.dependency-cruiser.cjs'))
  const tsConfig = extractTsConfig(join(folder, 'tsconfig.json'))
  const { output } = await cruise(['src'], { ...options, baseDir: folder, validate: true }, undefined, { tsConfig })
  if (typeof output === 'string') throw new TypeError('dependency-cruiser answered with a text')
  return output
}
