#!/usr/bin/env node
// `tollgate`: runs src/cli/main.ts, which is TypeScript, with a Node that can, in the caller's folder.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { nodeBinary, passOn, ROOT } from '../tools/launch.mjs'

if (existsSync(nodeBinary())) {
  const args = [join(ROOT, 'src/cli/main.ts'), ...process.argv.slice(2)]
  process.exitCode = await passOn(nodeBinary(), args, process.cwd())
} else {
  console.error(`tollgate: the packages are not installed; run \`npm ci\` in ${ROOT}.`)
  process.exitCode = 1
}
