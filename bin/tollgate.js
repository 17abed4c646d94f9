#!/usr/bin/env node
// `tollgate`: runs src/cli/main.ts, which is TypeScript, with a Node that can, in the caller's folder.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { buildWeb } from '../tools/build-web.mjs'
import { nodeBinary, passOn, ROOT } from '../tools/launch.mjs'

if (existsSync(nodeBinary())) {
  const args = process.argv.slice(2)
  // Commands that serve need the portals; without them the pages say how to build them.
  const failure = ['start', 'demo'].includes(args[0]) ? await buildWeb() : undefined
  if (failure !== undefined) console.error(`tollgate: the portals could not be built:\n${failure}`)
  process.exitCode = await passOn(nodeBinary(), [join(ROOT, 'src/cli/main.ts'), ...args], process.cwd())
} else {
  console.error(`tollgate: the packages are not installed; run \`npm ci\` in ${ROOT}.`)
  process.exitCode = 1
}
