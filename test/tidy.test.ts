import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, extname, join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'

/** docs/style.md, as far as a machine can read it. Every file that git keeps, or would, is read once. */

const ROOT = resolve(import.meta.dirname, '..')
const TEXT = new Set(['.ts', '.tsx', '.css', '.html', '.mjs', '.cjs', '.js', '.json', '.md', '.sql', '.svg', ''])
const CODE = new Set(['.ts', '.tsx', '.css', '.mjs', '.cjs', '.js'])
const UNREAD = new Set(['package-lock.json', 'LICENSE'])
/** What stands in the folder and nobody wrote. */
const NOT_WRITTEN = new Set(['.git', '.tollgate', 'coverage', 'node_modules', 'dist'])
/** This file names what it forbids. */
const SELF = 'test/tidy.test.ts'

/** The formatter keeps code at 120 columns; this is for what it leaves alone. */
const LONGEST_LINE = 132
const LONGEST_FILE = 400
const LARGEST_FILE_BYTES = 256 * 1024
const README_LINES = { fewest: 8, most: 70 }

interface Rule {
  readonly name: string
  readonly applies: (path: string) => boolean
  /** What is wrong with a line; undefined where nothing is. */
  readonly fault: (line: string) => boolean
}

const isCode = (path: string): boolean => CODE.has(extname(path)) && path !== SELF
const isTest = (path: string): boolean => path.endsWith('.test.ts') || path.startsWith('test/')
const isProduct = (path: string): boolean => isCode(path) && /^(src|web)\//.test(path) && !isTest(path)
const isDomain = (path: string): boolean => isProduct(path) && path.startsWith('src/domain/')
const anyText = (path: string): boolean => path !== SELF
const forbid = (name: string, applies: (path: string) => boolean, pattern: RegExp): Rule => ({
  name,
  applies,
  fault: (line) => pattern.test(line),
})

const RULES: readonly Rule[] = [
  {
    name: `a line has at most ${LONGEST_LINE} characters`,
    applies: (path) => isCode(path) || extname(path) === '.sql',
    // A sentence said to people stays in one piece, so that it can be searched for, in an element or an attribute too.
    fault: (line) =>
      line.length > LONGEST_LINE && !/^\s*(return |[?:] |\w+: |\w+=|<[\w.]+( [^>]*)?>)?\{?['"`]/.test(line),
  },
  forbid('no space at the end of a line', anyText, /[ \t\r]$/),
  forbid('no tabs', anyText, /\t/),
  forbid(
    'an open task is "@TODO: what, and what would settle it"',
    isCode,
    /(?<!@)\bTODO\b|@TODO(?!: \S)|\b(FIXME|XXX|HACK)\b/,
  ),
  forbid(
    'no check is switched off',
    isCode,
    /@ts-(ignore|expect-error|nocheck)|(eslint|oxlint)-disable|oxfmt-ignore|@public\b/,
  ),
  forbid('no test is left out or singled out', isTest, /\b(test|it|describe)\.(only|skip|todo|fails)\b/),
  forbid('a test waits for an event, never for time', isTest, /\bsetTimeout\(|timers\/promises/),
  forbid('the domain reads no clock', isDomain, /\bDate\.now\(|\bnew Date\(\)|\bTemporal\.Now\b|\bperformance\.now\(/),
  forbid('the domain makes no random choice', isDomain, /\bMath\.random\(|\brandomUUID\(|\bgetRandomValues\(/),
  forbid(
    'the environment is read in src/config.ts, and by the door that hands it over',
    (path) => isProduct(path) && path !== 'src/config.ts' && path !== 'src/cli/main.ts',
    /\bprocess\.env\b/,
  ),
  forbid('only a command prints', (path) => isProduct(path) && !path.startsWith('src/cli/'), /\bconsole\.\w+\(/),
  forbid(
    'no secret in the repository',
    anyText,
    /-----BEGIN [A-Z ]*PRIVATE KEY|\bsk_live_\w{8}|\bAKIA[0-9A-Z]{16}\b|\bghp_\w{30}/,
  ),
  forbid('no conflict is left in', anyText, /^(<{7}|>{7}) /),
]

const files = trackedFiles()
  .filter((path) => TEXT.has(extname(path)) && !UNREAD.has(path) && existsSync(join(ROOT, path)))
  .map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }))
const lines = files.flatMap(({ path, text }) =>
  text.split('\n').map((line, index) => ({ path, place: `${path}:${index + 1}`, line })),
)

test('there are files to read', () => {
  expect(files.filter(({ path }) => isProduct(path)).length).toBeGreaterThan(20)
})

describe('lines', () => {
  test.each(RULES)('$name', ({ applies, fault }) => {
    expect(lines.filter(({ path, line }) => applies(path) && fault(line)).map(({ place }) => place)).toEqual([])
  })
})

describe('files', () => {
  test('a file of code has at most 400 lines', () => {
    const long = files.filter(({ path, text }) => isCode(path) && text.split('\n').length > LONGEST_FILE + 1)
    expect(long.map(({ path }) => path)).toEqual([])
  })

  test('a file ends with one line break', () => {
    const ragged = files.filter(({ text }) => text !== '' && (!text.endsWith('\n') || text.endsWith('\n\n')))
    expect(ragged.map(({ path }) => path)).toEqual([])
  })

  test('no file is larger than what a person would read or a test would need', () => {
    const large = files.filter(({ text }) => Buffer.byteLength(text) > LARGEST_FILE_BYTES)
    expect(large.map(({ path }) => path)).toEqual([])
  })

  test('names are in kebab-case', () => {
    const odd = files.filter(({ path }) => isCode(path) && !/^\.?[a-z0-9]+([-.][a-z0-9]+)*$/.test(basename(path)))
    expect(odd.map(({ path }) => path)).toEqual([])
  })
})

describe('documents', () => {
  const documents = files.filter(({ path }) => extname(path) === '.md')

  test('a link to a file leads to a file', () => {
    const broken = documents.flatMap(({ path, text }) =>
      linksOf(text)
        .filter((link) => !existsSync(resolve(ROOT, dirname(path), link)))
        .map((link) => `${path} → ${link}`),
    )
    expect(broken).toEqual([])
  })

  test('each area of the domain says on one page what it owns and what it does not', () => {
    const wanting = domainAreas().filter((area) => {
      const length = documents.find(({ path }) => path === `src/domain/${area}/README.md`)?.text.split('\n').length ?? 0
      return length < README_LINES.fewest || length > README_LINES.most
    })
    expect(wanting).toEqual([])
  })

  test('the decisions are numbered one after another', () => {
    const numbers = documents.map(({ path }) => /^docs\/decisions\/(\d{4})-/.exec(path)?.[1] ?? '').filter(Boolean)
    expect(numbers.toSorted()).toEqual(numbers.map((_, index) => String(index + 1).padStart(4, '0')))
  })
})

/** What git keeps and what it would keep; without git (an unpacked archive) all but the folders nobody wrote. */
function trackedFiles(): string[] {
  try {
    const list = execFileSync('git', ['ls-files', '-z'], {
      cwd: ROOT,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    return list.split('\0').filter(Boolean)
  } catch {
    return walk('')
  }
}

function walk(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}${entry.name}`
    if (entry.isDirectory()) return NOT_WRITTEN.has(path) ? [] : walk(`${path}/`)
    return entry.isFile() ? [path] : []
  })
}

function domainAreas(): string[] {
  const folders = files.flatMap(({ path }) => /^src\/domain\/([^/]+)\/.*[.]ts$/.exec(path)?.[1] ?? [])
  return [...new Set(folders)].filter((area) => area !== 'time')
}

/** The targets of a document's links that are files of the repository. */
function linksOf(markdown: string): string[] {
  const text = markdown.replace(/```[\s\S]*?```/g, '')
  return [...text.matchAll(/\]\(([^)\s]+)\)|(?:src|srcset|href)="([^"]+)"/g)]
    .map((match) => match[1] ?? match[2] ?? '')
    .filter((link) => !/^([a-z]+:|#)/.test(link))
    .map((link) => link.replace(/#.*$/, ''))
}
