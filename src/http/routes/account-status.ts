import { accountStatusEndpoints } from '#contract/account-status.ts'
import type { Actor } from '#domain/access/actor.ts'
import { micros } from '#domain/money.ts'
import { dateAt } from '#domain/time/calendar-date.ts'
import { readAccountStatus, type AccountStatusView, type StatusCycle } from '#operations/accounts/account-status.ts'
import type { RecordTotals } from '#operations/usage/sum-records.ts'
import { route, type Route } from '../route.ts'
import { automaticPaymentsView, controlsView } from '../views/account-controls.ts'
import { standingView } from '../views/account.ts'
import { allowanceUseView } from '../views/allowance-use.ts'

export const accountStatusRoutes: readonly Route[] = [
  route(accountStatusEndpoints.readAccountStatus, async ({ read, params, query, now, actor }) =>
    viewStatus(
      await read((db) =>
        readAccountStatus(db, params.accountId, { cycleFrom: query.cycle, groupBy: query.groupBy, now }),
      ),
      actor,
    ),
  ),
]

function viewStatus(status: AccountStatusView, actor: Actor) {
  const { account, cycle, summary } = status
  const { id, accountNumber, name, paymentMode, timeZone, billDay, version } = account
  return {
    account: { id, accountNumber, name, paymentMode, timeZone, billDay, version },
    ...standingView(account, actor),
    balance: account.balanceMicros,
    currency: 'AUD' as const,
    ...automaticPaymentsView(status.paymentSettings, status.charging),
    controls: controlsView(status.controls, actor),
    cycle: {
      ...viewCycle(cycle, timeZone),
      fromInstant: new Date(cycle.fromMs),
      toInstant: new Date(cycle.toMs),
      isCurrent: status.isCurrentCycle,
    },
    cycles: status.cycles.map((one) => viewCycle(one, timeZone)),
    plans: status.plans.flatMap(({ from, to, terms }) =>
      terms === undefined
        ? []
        : [
            {
              id: terms.planId,
              name: terms.name,
              type: terms.type,
              version: terms.version,
              monthlyPrice: terms.monthlyPriceMicros,
              minimumMonthlySpend: terms.minimumMonthlySpendMicros === 0n ? null : terms.minimumMonthlySpendMicros,
              includedNumbers: terms.includedNumbers,
              includedChannels: terms.includedChannels,
              since: from,
              until: to,
            },
          ],
    ),
    pendingPlan:
      status.pendingChange === undefined
        ? null
        : {
            id: status.pendingChange.planId,
            name: status.pendingChange.planName,
            dueOn: status.pendingChange.dueOn,
          },
    planCharges: status.planCharges.map((charge) => ({
      id: charge.id,
      description: charge.description,
      chargedAt: new Date(charge.chargedAtMs),
      charge: micros(charge.chargeMicros),
      gst: micros(charge.gstMicros),
      total: micros(charge.chargeMicros + charge.gstMicros),
    })),
    payments: {
      items: status.payments.items.map((payment) => ({
        id: payment.id,
        receivedAt: payment.receivedAt,
        method: payment.method,
        reference: payment.reference,
        amount: payment.amountMicros,
      })),
      count: status.payments.count,
      total: status.payments.totalMicros,
    },
    summary: {
      groupBy: status.groupBy,
      rows: summary.groups.map((group) => ({
        key: group.key,
        name: group.name,
        ...viewRow(group),
        links: { records: recordsLink(status, group.key) },
      })),
      footer: viewRow(summary.totals),
    },
    allowances: status.allowances.map((one) => ({ plan: one.plan, ...allowanceUseView(one) })),
  }
}

function viewRow({ count, seconds, chargeMicros, gstMicros, totalMicros }: RecordTotals) {
  return { count, durationSeconds: seconds, charge: chargeMicros, gst: gstMicros, total: totalMicros }
}

function viewCycle({ startDate, toMs, statement }: StatusCycle, timeZone: string) {
  const to = dateAt(toMs, timeZone).subtract({ days: 1 })
  return {
    from: startDate,
    to: to.toString(),
    statement:
      statement === undefined
        ? null
        : {
            id: statement.id,
            kind: statement.kind,
            number: statement.number,
            issuedOn: statement.issuedOn,
            dueOn: statement.dueOn,
            total: statement.totalMicros,
            links: { self: `/statements/${statement.id}`, pdf: `/statements/${statement.id}.pdf` },
          },
  }
}

/** The billing records a row stands for. */
function recordsLink({ account, cycle, groupBy }: AccountStatusView, key: string): string {
  const query = new URLSearchParams({ kind: 'all' })
  if (groupBy === 'day') {
    query.set('from', key)
    query.set('to', key)
  } else {
    query.set('period', cycle.startDate)
    query.set(groupBy === 'service-type' ? 'serviceType' : 'billingGroup', key)
  }
  return `/accounts/${account.id}/calls?${query.toString()}`
}
