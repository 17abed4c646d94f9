import { formatDollars, micros } from '#domain/money.ts'
import type { ImportReport } from '#operations/usage/import-calls.ts'

/** The result of an import for scripts: one line of JSON. */
export function importJson(report: ImportReport, seconds: number): string {
  const { chargeMicros, gstMicros, costMicros, ...counts } = report
  return `${JSON.stringify({
    ...counts,
    charge: formatDollars(micros(chargeMicros)),
    gst: formatDollars(micros(gstMicros)),
    cost: formatDollars(micros(costMicros)),
    currency: 'AUD',
    seconds: Number(seconds.toFixed(3)),
    callsPerSecond: Math.round(report.calls / seconds),
  })}\n`
}

/** The result of an import for people. */
export function importText(report: ImportReport, seconds: number): string {
  const count = (value: number): string => value.toLocaleString('en-AU')
  const dollars = (value: bigint): string => `$${formatDollars(micros(value), 2)}`
  const outcome = {
    fresh: 'Imported.',
    resumed: 'Taken up where an earlier run was cut off, and finished. The figures are of both.',
    known: 'This file is in already: nothing was changed.',
  }[report.outcome]
  const lines = [
    outcome,
    `  rated       ${count(report.rated)}`,
    `  free        ${count(report.free)}  (unanswered or emergency)`,
    `  duplicate   ${count(report.duplicates)}`,
    `  suspended   ${count(report.suspended)}${report.suspended > 0 ? '  see: tollgate calls suspended' : ''}`,
    `  rejected    ${count(report.rejected)}${report.rejected > 0 ? '  rows that are no call; kept with the suspended' : ''}`,
    `  charge      ${dollars(report.chargeMicros)} ex GST, ${dollars(report.gstMicros)} GST`,
    `  cost        ${dollars(report.costMicros)} ex GST${report.costUnknown > 0 ? `, unknown for ${count(report.costUnknown)} calls` : ''}`,
    ...(report.outcome === 'known'
      ? []
      : [`  ${seconds.toFixed(1)} s, ${count(Math.round(report.calls / seconds))} calls a second`]),
  ]
  return `${lines.join('\n')}\n`
}
