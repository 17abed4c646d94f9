// Installs the packages of package-lock.json when they are not there as it says.
import { spawn } from 'node:child_process'
import { accessSync, constants, existsSync, readFileSync, rmSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { delimiter, join, sep } from 'node:path'
import process from 'node:process'
import { holdingLock } from './install-lock.mjs'
import { followSignals, ROOT } from './launch.mjs'

const OLDEST_NODE = 20
const ARCHITECTURES = ['x64', 'arm64']
const MODULES = join(ROOT, 'node_modules')
/** npm writes this last of all and lists in it what it has put there. */
const INSTALLED_RECORD = join(MODULES, '.package-lock.json')
const LOCK = join(ROOT, '.installing')

/** Resolves to nothing when all packages are in place, else to the sentence that says why they are not. */
export async function installPackages() {
  const unfit = whyThisMachineCannot()
  if (unfit !== undefined) return unfit
  if (missingPackages().length === 0) return undefined
  const closed = [ROOT, MODULES].find((folder) => existsSync(folder) && !isWritable(folder))
  if (closed !== undefined) {
    return `the packages must be installed, but ${closed} is not writable for you; run this once as its owner.`
  }
  return holdingLock(LOCK, async (addHolder) => (missingPackages().length === 0 ? undefined : install(addHolder)))
}

function whyThisMachineCannot() {
  if (Number.parseInt(process.versions.node, 10) < OLDEST_NODE) {
    return `Node ${process.versions.node} is too old to start with; install Node ${OLDEST_NODE} or newer.`
  }
  if (process.platform !== 'linux' || !ARCHITECTURES.includes(process.arch)) {
    const here = `${process.platform} ${process.arch}`
    return `the Node and PostgreSQL that come with Tollgate are for Linux on x64 or arm64, this is ${here}; use a Linux container or virtual machine.`
  }
  return undefined
}

/** The packages for this machine that package-lock.json names and that are not installed as it says. */
function missingPackages() {
  const installed = packagesOf(INSTALLED_RECORD)
  return Object.entries(packagesOf(join(ROOT, 'package-lock.json')))
    .filter(([path, entry]) => path !== '' && isForThisMachine(entry))
    .filter(([path, entry]) => installed[path]?.integrity !== entry.integrity || !existsSync(join(ROOT, path)))
    .map(([path]) => path.replace('node_modules/', ''))
}

function packagesOf(lockFile) {
  return existsSync(lockFile) ? JSON.parse(readFileSync(lockFile, 'utf8')).packages : {}
}

/** Of the optional packages those that name this machine; what only the others need is optional too and names none. */
function isForThisMachine({ optional = false, os, cpu, libc }) {
  if (optional && os === undefined) return false
  const here = [
    [os, process.platform],
    [cpu, process.arch],
    [libc, 'glibc'],
  ]
  return here.every(([wanted, value]) => wanted === undefined || wanted.includes(value))
}

async function install(addHolder) {
  const startedAt = Date.now()
  process.stdout.write('installing packages…')
  rmSync(INSTALLED_RECORD, { force: true })
  const { code, output } = await runNpm(
    ['ci', '--no-audit', '--no-fund', '--loglevel=error', '--include=dev'],
    addHolder,
  )
  console.log(` ${((Date.now() - startedAt) / 1000).toFixed(0)} s`)
  const missing = missingPackages()
  if (code === 0 && missing.length === 0) return undefined
  console.error(output.trimEnd().split('\n').slice(-20).join('\n'))
  if (code !== 0) return 'npm ci failed, see above; it needs the npm registry and about 600 MB of disk.'
  return `npm ci left out ${missing.join(', ')}; remove node_modules and try again.`
}

function isWritable(folder) {
  try {
    accessSync(folder, constants.W_OK)
    return true
  } catch {
    return false
  }
}

/** The npm that called us, else the first outside node_modules, which is about to be emptied. */
function runNpm(args, addHolder) {
  const { npm_execpath: script = '', npm_node_execpath: node = '' } = process.env
  const callable = script.endsWith('npm-cli.js') && node !== '' && !node.startsWith(MODULES + sep)
  const [program, ...before] = callable ? [node, script] : ['npm']
  const child = spawn(program, [...before, ...args], {
    cwd: ROOT,
    env: npmEnvironment(),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  if (child.pid !== undefined) addHolder(child.pid)
  const unfollow = followSignals(child)
  const chunks = []
  child.stdout.on('data', (chunk) => chunks.push(chunk))
  child.stderr.on('data', (chunk) => chunks.push(chunk))
  return new Promise((done) => {
    child.once('error', (error) => done({ code: 1, output: `npm does not start: ${error.message}` }))
    child.once('close', (code) => {
      unfollow()
      done({ code: code ?? 1, output: Buffer.concat(chunks).toString() })
    })
  })
}

function npmEnvironment() {
  const folders = (process.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => !folder.endsWith(join(sep, 'node_modules', '.bin')))
  const env = { ...process.env, PATH: folders.join(delimiter) }
  // An account without a home of its own (a service user) has nowhere to keep npm's cache.
  const places = [env.npm_config_cache ?? homedir(), homedir()]
  if (!places.some(isWritable)) env.npm_config_cache = join(tmpdir(), `npm-cache-${process.getuid()}`)
  return env
}
