import { z } from 'zod'
import type { ServedServices } from '../compose.ts'
import { sendPasswordReset } from '#operations/access/send-password-reset.ts'
import { continueBillRun, runBills } from '#operations/billing/run-bills.ts'
import { deliverWebhook } from '#operations/notifications/deliver-webhook.ts'
import { chargeAutomatically } from '#operations/payments/automatic/charge-automatically.ts'
import { noticeEndingCards } from '#operations/payments/automatic/notice-ending-cards.ts'
import { chaseAccounts } from '#operations/credit-control/chase-accounts.ts'
import { runBackTest } from '#operations/credit-control/back-test.ts'
import { expireIous } from '#operations/credit-control/iou.ts'
import { learnRecentCountries } from '#operations/credit-control/new-countries.ts'
import { watchAccounts } from '#operations/credit-control/watch-accounts.ts'
import { mailPaper } from '#operations/notifications/mail-paper.ts'
import { sendMail } from '#operations/notifications/send-mail.ts'
import { tellEvent } from '#operations/notifications/tell-event.ts'
import { sweepPayments } from '#operations/payments/sweep-payments.ts'
import { endNumberWaits } from '#operations/numbers/end-waiting.ts'
import { sumUpDraft } from '#operations/plans/sum-up-draft.ts'
import { askCarriers } from '#operations/porting/ask-carriers.ts'
import { applyCarrierSheet } from '#operations/porting/carrier-sheet/apply-sheet.ts'
import { movePortsAlong } from '#operations/porting/move-ports-along.ts'
import { pullSwitchRecords } from '#operations/switch/pull-switch-records.ts'
import { reconcileLog } from '#operations/switch/reconcile-log.ts'
import { closeMonths } from '#operations/usage/close-months.ts'
import { runImport } from '#operations/usage/run-import.ts'
import { uploadFolder } from '#operations/usage/upload-calls.ts'
import { pruneOld } from '#operations/worker/prune-old.ts'
import type { JobName } from '#storage/queries/jobs.ts'

/** Jobs of the timetable, beside those that operations ask for. */
export type TimetableJob =
  | Extract<JobName, 'run-bills'>
  | 'ask-carriers'
  | 'charge-automatically'
  | 'notice-ending-cards'
  | 'chase-accounts'
  | 'close-months'
  | 'end-number-waits'
  | 'expire-ious'
  | 'lapse-calls'
  | 'learn-countries'
  | 'move-ports'
  | 'sweep-payments'
  | 'watch-accounts'
  | 'pull-switch-records'
  | 'prune'

/**
 * Does one job and says in a few words what came of it, for the log: never a secret or a person's address. Any of them may
 * be done twice.
 *
 * @throws what another try may put right.
 */
export type DoJob = (payload: unknown) => Promise<string>

/** Every job there is. */
export function createTasks(services: ServedServices): Readonly<Record<JobName | TimetableJob, DoJob>> {
  const { pool, databaseUrl, config, clock, log, pdf, mailer, post } = services
  const from = config.mail?.from ?? 'no-reply@localhost'
  const { publicUrl } = config
  const mailTools = { pool, mailer, from, publicUrl, log, makePaper: mailPaper.bind(undefined, pdf) }
  const webhookTools = { pool, post, dataDirectory: config.dataDirectory }
  const importRunner = {
    pool,
    databaseUrl,
    folder: uploadFolder(config.dataDirectory),
    chunkBytes: config.limits.importChunkBytes,
    clock,
  }
  return {
    'tell-event': async (payload) => {
      const { eventId } = z.object({ eventId: z.coerce.bigint() }).parse(payload)
      const told = await tellEvent(pool, eventId, clock())
      return `event ${eventId}: ${told === undefined ? 'gone' : `${told.webhooks} webhooks, ${told.mails} mails`}`
    },
    'send-mail': async (payload) => {
      const { mailId } = z.object({ mailId: z.coerce.bigint() }).parse(payload)
      const handover = await sendMail(mailTools, mailId, clock())
      return `mail ${mailId}: ${handover?.outcome ?? 'nothing to send'}`
    },
    'deliver-webhook': async (payload) => {
      const { deliveryId } = z.object({ deliveryId: z.coerce.bigint() }).parse(payload)
      return `delivery ${deliveryId}: ${(await deliverWebhook(webhookTools, deliveryId, clock())) ?? 'nothing to send'}`
    },
    'password-reset': async (payload) => {
      const { email } = z.object({ email: z.string() }).parse(payload)
      await sendPasswordReset(pool, { email, publicUrl: config.publicUrl, now: clock() })
      return 'looked after'
    },
    'import-calls': async (payload) => {
      const { importId } = z.object({ importId: z.number().int() }).parse(payload)
      await runImport(importRunner, importId)
      return `import ${importId} is through`
    },
    'run-bills': async (payload) => {
      const { billRunId } = z.object({ billRunId: z.number().int().optional() }).parse(payload)
      const now = clock()
      const report = await (billRunId === undefined
        ? runBills(pool, { now, clock })
        : continueBillRun(pool, billRunId, { now, clock }))
      if (report === undefined) return `bill run ${billRunId}: nothing to do`
      const { accounts, statements, failures } = report
      for (const { accountId, reason } of failures) log(`account ${accountId} was not billed: ${reason}`)
      return `${accounts} accounts due, ${statements} statements, ${failures.length} failures`
    },
    'sum-up-draft': async (payload) => {
      const { draftId } = z.object({ draftId: z.number().int() }).parse(payload)
      const calls = await sumUpDraft(pool, draftId, clock())
      return `rate sheet ${draftId}: ${calls === undefined ? 'gone' : `${calls} calls`}`
    },
    'back-test': async (payload) => {
      const { backTestId } = z.object({ backTestId: z.number().int() }).parse(payload)
      const calls = await runBackTest(pool, backTestId, clock())
      return `back-test ${backTestId}: ${calls === undefined ? 'gone' : `${calls} calls`}`
    },
    'apply-carrier-sheet': async (payload) => {
      const { sheetId } = z.object({ sheetId: z.number().int() }).parse(payload)
      const done = await applyCarrierSheet(pool, sheetId, clock)
      return `carrier sheet ${sheetId}: ${done === undefined ? 'nothing to do' : `${done.applied} applied, ${done.failed} failed`}`
    },
    'ask-carriers': async () => {
      const { lodged, taken, failures } = await askCarriers(pool, { now: clock() })
      for (const { portId, reason } of failures) log(`port ${portId}, at its carrier: ${reason}`)
      return `${lodged} ports lodged, ${taken} answers taken, ${failures.length} failures`
    },
    'chase-accounts': async () => {
      const { accounts, steps, closed, failures } = await chaseAccounts(pool, { now: clock() })
      for (const { accountId, reason } of failures) log(`account ${accountId} was not chased: ${reason}`)
      return `${accounts} accounts, ${steps} steps, ${closed} cases closed, ${failures.length} failures`
    },
    'close-months': async () =>
      `${(await closeMonths(pool, { now: clock() })).length} months of calls got their indexes`,
    'end-number-waits': async () => `${await endNumberWaits(pool, { now: clock() })} numbers are available again`,
    'expire-ious': async () => {
      const { ended, failures } = await expireIous(pool, { now: clock() })
      for (const { accountId, reason } of failures) log(`the IOU of account ${accountId} was not ended: ${reason}`)
      return `${ended} IOUs are over, ${failures.length} failures`
    },
    'learn-countries': async () => `${await learnRecentCountries(pool, { now: clock() })} countries were called first`,
    'sweep-payments': async () => {
      const { charges, events, failures } = await sweepPayments(services)
      for (const failure of failures) log(`payments: ${failure}`)
      return `${charges} charges asked about, ${events} events, ${failures.length} failures`
    },
    'watch-accounts': async () => {
      const { accounts, crossings, failures } = await watchAccounts(pool, { now: clock() })
      for (const { accountId, reason } of failures) log(`account ${accountId} was not watched: ${reason}`)
      return `${accounts} accounts, ${crossings} crossings, ${failures.length} failures`
    },
    'pull-switch-records': async () => {
      const missed = config.switchLog === undefined ? 0 : (await reconcileLog(pool, config.switchLog, clock())).added
      const { records, again, unreadable, left } = await pullSwitchRecords(pool, clock)
      if (missed > 0) log(`${missed} calls were in the log of the switch only`)
      if (left > 0) throw new Error(`${left} records of the switch could not be taken`)
      return `${records} records of the switch, ${again} told again, ${unreadable} unreadable`
    },
    'charge-automatically': async () => {
      const { sent, failures } = await chargeAutomatically(services)
      for (const { accountId, reason } of failures) log(`account ${accountId} was not charged: ${reason}`)
      return `${sent} charges sent, ${failures.length} failures`
    },
    'notice-ending-cards': async () => `${await noticeEndingCards(pool, { now: clock() })} cards expire`,
    'move-ports': async () => {
      const { provisioned, closed, expired, failures } = await movePortsAlong(pool, { now: clock() })
      for (const { portId, reason } of failures) log(`port ${portId} could not be moved on: ${reason}`)
      return `${provisioned} ports pre-provisioned, ${closed} closed, ${expired} expired, ${failures.length} failures`
    },
    'lapse-calls': async () => `${await services.liveCalls.lapse()} calls nobody told the end of`,
    prune: async () => {
      const pruned = [...(await pruneOld(pool, config, clock()))].map(([what, count]) => `${count} ${what}`)
      return pruned.length === 0 ? 'nothing was old' : pruned.join(', ')
    },
  }
}
