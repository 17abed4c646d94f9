import type { z } from 'zod'
import type { callsEndpoints } from '#contract/calls.ts'
import type { Actor } from '#domain/access/actor.ts'
import { may } from '#domain/access/may.ts'
import { gstOf, micros, type Micros } from '#domain/money.ts'
import { billingGroupOf } from '#domain/usage/billing-group.ts'
import { DIRECTION } from '#domain/usage/call-codes.ts'
import { writeCallReference } from '#domain/usage/call-reference.ts'
import { DISPOSITION_CODES } from '#domain/usage/cdr-profile.ts'
import { describeCall } from '#domain/usage/describe-call.ts'
import { SERVICE_TYPE_CODES, serviceTypeName, type ServiceType } from '#domain/usage/service-type.ts'
import type { BillingRecord } from '#operations/usage/list-records.ts'
import type { RecordTotals } from '#operations/usage/sum-records.ts'
import type { CallRow } from '#storage/queries/calls/list-calls.ts'
import type { ChargeRow } from '#storage/queries/calls/list-charges.ts'

/** A billing record in its outer form. */
export type RecordView = z.output<typeof callsEndpoints.readCall.response>

/** Whether somebody sees wholesale cost and margin: staff with the permission, never a customer. */
export function seesCost(actor: Actor): boolean {
  return actor.accountId === undefined && may(actor, 'calls.cost')
}

export function viewRecord(record: BillingRecord, withCost: boolean): RecordView {
  return record.kind === 'call' ? viewCall(record.call, withCost) : viewCharge(record.charge, withCost)
}

/** What is known of both kinds. */
interface Common {
  readonly accountId: number
  readonly accountNumber: string
  readonly accountName: string
  readonly timeZone: string
  readonly serviceType: number
}

export function viewCall(call: CallRow, withCost: boolean): RecordView {
  const charge = micros(call.chargeMicros)
  const isInbound = call.direction === DIRECTION.in
  return {
    kind: 'call',
    id: writeCallReference(call),
    ...viewCommon(call, call.startedAtMs),
    origin: call.aNumber,
    destination: call.bNumber,
    forwardedFrom: call.forwardedFrom,
    direction: isInbound ? 'in' : 'out',
    description: describeCall(call.serviceType, isInbound ? call.aNumber : call.bNumber, call.destination),
    status: STATUS_NAMES[call.disposition] ?? 'no-answer',
    durationSeconds: call.durationSeconds,
    billedSeconds: call.billedSeconds,
    ...viewMoney(charge, gstOf(charge)),
    ...(withCost && {
      cost: call.costMicros === null ? null : micros(call.costMicros),
      margin: call.costMicros === null ? null : micros(charge - call.costMicros),
    }),
  }
}

const STATUS_NAMES: Readonly<Record<number, RecordView['status']>> = {
  [DISPOSITION_CODES.answered]: 'answered',
  [DISPOSITION_CODES.noAnswer]: 'no-answer',
  [DISPOSITION_CODES.busy]: 'busy',
  [DISPOSITION_CODES.failed]: 'failed',
  [DISPOSITION_CODES.cancelled]: 'cancelled',
}

function viewCharge(charge: ChargeRow, withCost: boolean): RecordView {
  return {
    kind: 'charge',
    id: `charge-${charge.accountId}-${charge.id}`,
    ...viewCommon(charge, charge.chargedAtMs),
    origin: null,
    destination: null,
    forwardedFrom: null,
    direction: null,
    description: charge.description,
    status: charge.chargeMicros < 0n ? 'credited' : 'charged',
    durationSeconds: 0,
    billedSeconds: 0,
    ...viewMoney(micros(charge.chargeMicros), micros(charge.gstMicros)),
    ...(withCost && { cost: null, margin: null }),
  }
}

function viewCommon(record: Common, atMs: number) {
  const { accountId, accountNumber, accountName, timeZone, serviceType } = record
  const local = Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(timeZone)
  return {
    accountId,
    accountNumber,
    accountName,
    timeZone,
    serviceType: typeOf(serviceType),
    billingGroup: billingGroupOf(serviceType),
    startedAt: new Date(atMs),
    date: local.toPlainDate().toString(),
    time: local.toPlainTime().toString({ smallestUnit: 'second' }),
  }
}

function typeOf(code: number): ServiceType {
  const name = serviceTypeName(code)
  return isServiceType(name) ? name : 'Manual'
}

function isServiceType(name: string): name is ServiceType {
  return name in SERVICE_TYPE_CODES
}

function viewMoney(charge: Micros, gst: Micros) {
  return { charge, gst, total: micros(charge + gst), currency: 'AUD' as const }
}

/** Sums in their outer form. */
export function viewSums(sums: RecordTotals, withCost: boolean) {
  return {
    count: sums.count,
    durationSeconds: sums.seconds,
    charge: sums.chargeMicros,
    gst: sums.gstMicros,
    total: sums.totalMicros,
    ...(withCost && { cost: sums.costMicros, margin: sums.marginMicros, costUnknown: sums.costUnknown }),
  }
}
