import { resolve } from 'node:path'
import type { Command } from 'commander'
import { connectSwitch } from '#operations/switch/connect-switch.ts'
import { pullSwitchRecords } from '#operations/switch/pull-switch-records.ts'
import { reconcileLog } from '#operations/switch/reconcile-log.ts'
import { readSwitchFigures } from '#storage/queries/switch-records.ts'
import { withDatabase } from '../compose.ts'

/** `tollgate switch …`: the Kamailio of deploy/kamailio beside this installation. */
export function registerSwitch(program: Command): void {
  const group = program
    .command('switch')
    .description('the switch of deploy/kamailio: connect it, see how its records stand')
  group
    .command('connect')
    .description("give the switch a new password for the database, and print its lines of the switch's settings")
    .action(connect)
  group
    .command('status')
    .description('print how many records wait, lines are registered, calls took place without an answer')
    .action(status)
  group
    .command('reconcile')
    .description("take records from the switch's log that did not reach the database; safe to repeat")
    .argument('<log>', 'the file LOG_FILE of its settings names')
    .action(reconcile)
}

async function connect(): Promise<void> {
  await withDatabase(async ({ pool, url }) => {
    const { host, port, database, user, password } = await connectSwitch(pool, url)
    console.log(`PGHOST=${host}\nPGPORT=${port}\nPGDATABASE=${database}\nPGUSER=${user}\nPGPASSWORD=${password}`)
    console.error('Put these into the settings of the switch and start it anew: the password before is over.')
  })
}

async function status(): Promise<void> {
  await withDatabase(async ({ pool }) => {
    const figures = await readSwitchFigures(pool, new Date())
    console.log(`${figures.registered} lines are registered`)
    console.log(
      `${figures.waiting} records wait${figures.waiting === 0 ? '' : `, the oldest for ${Math.round(figures.oldestWaitingSeconds)} s`}`,
    )
    console.log(`${figures.opened} calls took place without an answer, ${figures.unreadable} records are unreadable`)
  })
}

async function reconcile(log: string): Promise<void> {
  await withDatabase(async ({ pool }) => {
    const { records, added } = await reconcileLog(pool, resolve(log), new Date())
    await pullSwitchRecords(pool, () => new Date())
    console.log(`${records} records in the log since it was read last, ${added} of them were missing`)
  })
}
