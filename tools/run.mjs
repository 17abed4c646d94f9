// Starts what `npm run` offers: `node tools/run.mjs demo | test | test:switch | bench | pictures`, with arguments.
// Plain JavaScript without dependencies: it runs on the system's Node (20 or newer), sees to it that the packages are
// installed, and hands the work to the Node 26 that is one of them.
import process from 'node:process'
import { buildWeb } from './build-web.mjs'
import { runChecks } from './checks.mjs'
import { installPackages } from './install.mjs'
import { nodeBinary, passOn } from './launch.mjs'
import { testSwitch } from './test-switch.mjs'

const COMMANDS = new Map([
  ['demo', (args) => withPortals(() => passOn(nodeBinary(), ['src/cli/main.ts', 'demo', ...args]))],
  ['test', runChecks],
  ['test:switch', testSwitch],
  ['bench', (args) => (args[0] === 'web' ? withPortals(() => bench(args)) : bench(args))],
  ['pictures', (args) => withPortals(() => passOn(nodeBinary(), ['tools/pictures.ts', ...args]))],
])

function bench(args) {
  return passOn(nodeBinary(), ['bench/main.ts', ...args])
}

/** Builds the portals first, where they are not built as they are now. */
async function withPortals(work) {
  const failure = await buildWeb()
  if (failure === undefined) return work()
  console.error(failure)
  return 1
}

const [name, ...args] = process.argv.slice(2)
const command = COMMANDS.get(name)
if (command === undefined) {
  console.error(`usage: node tools/run.mjs ${[...COMMANDS.keys()].join(' | ')}`)
  process.exitCode = 2
} else {
  const fault = await installPackages()
  if (fault === undefined) process.exitCode = await command(args)
  else {
    console.error(`tollgate: ${fault}`)
    process.exitCode = 1
  }
}
