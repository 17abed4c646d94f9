import type { Command } from 'commander'
import { withDatabase } from '../compose.ts'
import { formatDollars } from '#domain/money.ts'
import { said } from '#domain/rating/explain-words.ts'
import { explainStoredCall, type ExplainedCall } from '#operations/usage/explain-call.ts'
import { COST_BASIS } from '#domain/usage/call-codes.ts'

/** `tollgate calls explain`: why a call in the database cost what it did. */
export function registerExplainCall(calls: Command): void {
  calls
    .command('explain')
    .description('why a call cost what it did, step by step')
    .argument('<id>', "the call's id in its source")
    .option('--json', 'print as JSON')
    .action(explain)
}

async function explain(id: string, options: { json?: true }): Promise<void> {
  await withDatabase(async ({ pool }) => {
    const legs = await explainStoredCall(pool, id)
    if (options.json === true) process.stdout.write(`${JSON.stringify(legs.map(legJson))}\n`)
    else process.stdout.write(legs.map(describeExplainedCall).join('\n'))
  })
}

/** One leg like a receipt, top to bottom; wholesale and margin last. */
export function describeExplainedCall({ call, owner, explanation }: ExplainedCall): string {
  const start = Temporal.Instant.fromEpochMilliseconds(call.startedAtMs).toZonedDateTimeISO(owner.timeZone)
  const when = `${start.toPlainDate().toString()} ${start.toPlainTime().toString({ smallestUnit: 'second' })} ${owner.timeZone}`
  const lines = [
    `Call ${call.sourceCallId} of ${owner.accountName} (${owner.accountNumber}), ${owner.reseller}; from ${owner.source}, ${when}`,
    ...explanation.steps.map(({ text }) => `  ${text}`),
    `  ${costText(call)}`,
  ]
  return `${lines.join('\n')}\n`
}

function costText(call: ExplainedCall['call']): string {
  if (call.costMicros === null) return 'Wholesale: not known, no wholesale rate covers this call.'
  const basis = call.costBasis === COST_BASIS.stated ? "the carrier's own figure" : 'by the wholesale plan'
  const margin = call.chargeMicros - call.costMicros
  return `Wholesale: ${said(call.costMicros)} ex GST, ${basis}; margin ${said(margin)}.`
}

function legJson({ call, owner, explanation }: ExplainedCall): unknown {
  return {
    callId: call.sourceCallId,
    account: owner.accountNumber,
    startedAt: new Date(call.startedAtMs).toISOString(),
    steps: explanation.steps,
    totals: explanation.totals ?? null,
    cost: call.costMicros === null ? null : formatDollars(call.costMicros),
    currency: 'AUD',
  }
}
