import { suggest } from '#domain/plans/field-reader.ts'

/** Every type of event there is, with what it says. A webhook may take some of them, or all of a noun: `account.*`. */
export const EVENT_TYPES = {
  'account.opened': 'An account was created; it is New.',
  'account.entered': 'A member of staff went on as a customer.',
  'account.changed': 'The particulars of an account were edited.',
  'account.activated': 'An account became Active: its billing begins.',
  'account.suspended': 'An account was suspended.',
  'account.reinstated': 'A suspended account is Active again.',
  'account.cancellation-scheduled': 'An account is to be cancelled at its anniversary.',
  'account.cancellation-withdrawn': 'A cancellation to come was taken back.',
  'account.cancelled': 'An account was cancelled, for good.',
  'account.allowance-used': 'An account used 85 or 100 per cent of an allowance.',
  'account.balance-low': 'A balance fell below its warning.',
  'account.control-released': 'A control of an account that had tripped was lifted for a while.',
  'account.control-tripped': 'A limit of an account was reached.',
  'account.credit-control-changed': 'The limits of an account were set.',
  'account.payment-settings-changed': 'How an account pays, or of what it is warned, was set.',
  'account-plan.changed': 'An account is on another calling plan.',
  'account-plan.scheduled': 'An account changes its calling plan at its anniversary.',
  'account-plan.withdrawn': 'A change of calling plan to come was taken back.',
  'adjustment-note.issued': 'An adjustment note was issued.',
  'api-key.created': 'A key for a machine was made.',
  'api-key.revoked': 'A key for a machine was revoked.',
  'bill-run.finished': 'A bill run, or the preview of one, came to its end.',
  'calling-plan.published': 'A calling plan or a new version of it was published.',
  'calling-plan.retired': 'A calling plan takes no more accounts.',
  'calling-plan.restored': 'A retired calling plan takes accounts again.',
  'channels.changed': 'An account has more or fewer channels.',
  'charge.made': 'A charge was made by hand.',
  'credit.given': 'A credit was given by hand.',
  'import.failed': 'A file of calls cannot be read.',
  'import.finished': 'A file of calls was read to its end.',
  'number.assigned': 'Numbers were added to an account.',
  'number.changed': 'A line’s settings were changed.',
  'number.cancelled': 'A number is to leave its account at the anniversary.',
  'number.cancellation-withdrawn': 'A number stays after all.',
  'number.removed': 'A number left its account at once.',
  'number.released': 'Numbers of an account went into quarantine.',
  'number-order.submitted': 'Numbers were ordered.',
  'number-order.with-carrier': 'An order is with the carrier.',
  'number-order.allocated': 'The carrier allocated the numbers of an order.',
  'number-order.completed': 'The numbers of an order are in service.',
  'number-order.rejected': 'An order was rejected.',
  'number-order.withdrawn': 'An order was withdrawn.',
  'number-plan.created': 'A number plan was made.',
  'number-plan.changed': 'A number plan or its price was changed.',
  'number-plan.retired': 'A number plan takes no more numbers.',
  'number-plan.restored': 'A retired number plan takes numbers again.',
  'payment.received': 'A payment was recorded.',
  'payment.reversed': 'A payment was taken back.',
  'port.submitted': 'A port was submitted, for the first time or again.',
  'port.lodged': 'A port is lodged with the upstream carrier.',
  'port.validating': 'The losing carrier was asked to validate the numbers of a complex port.',
  'port.validated': 'The losing carrier validated the numbers of a complex port.',
  'port.with-losing-carrier': 'The losing carrier has a port.',
  'port.accepted': 'The losing carrier accepted a port.',
  'port.rejected': 'A port was rejected and is to be mended.',
  'port.date-set': 'The cut-over of a port has its date, or another one.',
  'port.pre-provisioned': 'The numbers of a port are on the account, not yet reachable.',
  'port.cutting-over': 'The cut-over of a port has begun.',
  'port.completed': 'The numbers of a port are in service.',
  'port.closed': 'The emergency-return window of a port is over.',
  'port.expired': 'A request nobody went on with has expired.',
  'port.file-added': 'A file was handed in for a port.',
  'port.file-removed': 'A file of a port was removed before it was handed in.',
  'port.authority-asked': 'A signature under the authority of a port was asked for.',
  'port.authority-revoked': 'A signature that was asked for was withdrawn.',
  'port.authority-signed': 'The authority of a port was signed.',
  'port.split': 'Numbers of a port went on as a port of their own.',
  'port.withdrawn': 'A port was withdrawn.',
  'port.reversed': 'The numbers of a port went back to the losing carrier.',
  'rate-deck.published': 'A rate deck has a new version.',
  'recurring-item.added': 'An account is charged something every month.',
  'recurring-item.ended': 'A monthly item ends.',
  'reseller.opened': 'A reseller was registered.',
  'statement.issued': 'A statement or invoice was issued.',
  'user.invited': 'A person was invited.',
  'user.changed': 'A person’s role or numbers were changed.',
  'user.removed': 'A person has no access any more.',
  'webhook.created': 'A webhook was made.',
  'webhook.disabled': 'A webhook failed for days and was switched off.',
} as const satisfies Readonly<Record<string, string>>

export type EventType = keyof typeof EVENT_TYPES

/** What is wrong with a type a webhook is to take; undefined: nothing. */
export function eventFilterFault(filter: string): string | undefined {
  const types = Object.keys(EVENT_TYPES)
  const nouns = [...new Set(types.map((type) => `${type.split('.', 1)[0]}.*`))]
  if (types.includes(filter) || nouns.includes(filter)) return undefined
  const hint = suggest(filter.slice(0, 80), [...types, ...nouns])
  const remedy = hint.startsWith('did you mean')
    ? hint
    : 'write a type like statement.issued, or account.* for all of a noun.'
  return `There is no event ${filter.slice(0, 80)}: ${remedy}`
}
