// What `npm run test:switch` runs: calls through a real Kamailio, with SIPp for phones and carriers.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { nodeBinary, passOn, ROOT } from './launch.mjs'

/** As Debian and Ubuntu name them. */
const PACKAGES = [
  'kamailio',
  'kamailio-postgres-modules',
  'kamailio-utils-modules',
  'kamailio-extra-modules',
  'sip-tester',
  'postgresql-client',
  // Runs what FreeSWITCH is given.
  'lua5.4',
  'curl',
]
const PROGRAMS = ['kamailio', 'kamcmd', 'sipp', 'psql', 'lua5.4', 'curl']

/** Runs the tests of the switch; where it cannot be had, says why and is content. Arguments go to vitest. */
export async function testSwitch(args) {
  const missing = missingPrograms()
  if (missing.length > 0) {
    const reason = installPackages()
    if (reason !== undefined || missingPrograms().length > 0) {
      console.log(`test:switch is skipped: ${missing.join(', ')} not found, ${reason ?? 'not in the packages either'}.`)
      console.log(`Install ${PACKAGES.join(' ')} to run it.`)
      return 0
    }
  }
  const vitest = join(ROOT, 'node_modules', 'vitest', 'vitest.mjs')
  return passOn(nodeBinary(), [vitest, 'run', '--config', join('test', 'switch', 'vitest.config.ts'), ...args])
}

function missingPrograms() {
  const folders = (process.env.PATH ?? '').split(':').concat('/usr/sbin')
  return PROGRAMS.filter((name) => !folders.some((folder) => existsSync(join(folder, name))))
}

/** Why the packages cannot be installed; undefined: they are. */
function installPackages() {
  if (process.getuid?.() !== 0) return 'and only root may install them'
  if (!existsSync('/usr/bin/apt-get')) return 'and there is no apt-get'
  console.log(`Installing ${PACKAGES.join(' ')} …`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const apt = (...words) => spawnSync('apt-get', ['-qq', ...words], { env, encoding: 'utf8', timeout: 300_000 })
  apt('update')
  const { status, stderr } = apt('install', '-y', '--no-install-recommends', ...PACKAGES)
  return status === 0
    ? undefined
    : `and apt-get does not install them (${(stderr ?? '').trim().split('\n').at(-1) ?? ''})`
}
