/** Known to every mail about a move; the page of it where the mail is sent. */
const PORT_SAMPLES = {
  'port.numbers': '03 7010 1234',
  'port.losingCarrier': 'Example Telecom',
  'port.words': 'We will call you in the morning.',
  'port.page': 'https://portal.example.com/my/porting/12',
} as const

const DAY_SAMPLES = {
  'port.cutOver': '20 November 2026 at 9:30 am AEDT',
  'port.contact': 'On the day we call Mia Marlow on 0491 570 006.',
} as const

const OVERDUE_SAMPLES = {
  'overdue.amount': '$128.70',
  'overdue.since': '4 December 2026',
  'overdue.invoices': '- INV-000234, due 4 December 2026: $128.70',
  'overdue.howToPay':
    'by bank transfer to Wattle Voice Pty Ltd, BSB 062-000, account 12345678, reference 1001; or in the customer portal.',
} as const

/**
 * Every kind of mail and the variables of its own, with the values a preview shows. Beside them every mail knows the
 * brand, and one about an account knows the customer: {@link COMMON_VARIABLES}.
 */
export const MAIL_VARIABLES = {
  invitation: {
    'person.name': 'Mia Example',
    'inviter.name': 'Sam Example',
    'organisation.name': 'Acacia Dental',
    link: 'https://portal.example.com/invitation/sample',
    'link.expires': '27 November 2026, 9:30 am AEDT',
  },
  'password-reset': {
    'person.name': 'Mia Example',
    link: 'https://portal.example.com/reset/sample',
    'link.expires': '20 November 2026, 10:30 am AEDT',
  },
  /** To the new address: whoever opens the link has it. */
  'email-change': {
    'person.name': 'Mia Example',
    link: 'https://portal.example.com/email/sample',
    'link.expires': '21 November 2026, 9:30 am AEDT',
  },
  /** Somebody's password, second factor or e-mail address changed: in case it was not them. */
  'security-notice': {
    'person.name': 'Mia Example',
    'security.change': 'The password of your sign-in was changed.',
    'security.when': '20 November 2026, 9:30 am AEDT',
  },
  statement: {
    'statement.title': 'Tax Invoice',
    'statement.number': '100234',
    'statement.period': '20 October 2026 to 19 November 2026',
    'statement.total': '$128.70',
    'statement.closingBalance': '$128.70',
    'statement.due': 'Due by 4 December 2026',
  },
  'adjustment-note': {
    'statement.number': '100235',
    'statement.total': '-$11.00',
    'statement.reason': 'Calls charged twice on 3 November',
  },
  receipt: {
    'receipt.number': '5012',
    'payment.amount': '$128.70',
    'payment.method': 'Bank transfer',
    'payment.date': '24 November 2026',
    'account.balance': '$0.00',
  },
  'account-activated': { 'plan.name': 'Business Bundle 20', 'account.anniversary': '20' },
  'account-suspended': { reason: 'Invoice 100234 is overdue' },
  'account-reinstated': { reason: 'Paid in full' },
  'cancellation-scheduled': { reason: 'you asked for it.', 'cancellation.date': '20 December 2026' },
  'cancellation-withdrawn': {},
  'account-cancelled': { reason: 'Moved to another provider', 'cancellation.date': '20 December 2026' },
  'low-balance': { 'account.balance': '$8.20 credit', 'warning.amount': '$10.00' },
  'allowance-used': {
    'allowance.name': 'Minutes',
    'allowance.percent': '85 %',
    'allowance.used': '85 h 00 min of 100 h 00 min',
    'allowance.until': '19 December 2026',
    'allowance.beyond': 'Mobile $0.12 a minute and $0.05 to connect (ex GST)',
  },
  'spend-alert': {
    'spend.what': 'what you set for a billing month',
    'spend.percent': '85 %',
    'spend.used': '$85.40',
    'spend.limit': '$100.00',
    'spend.next':
      'Calls go on and are charged by the rates of your plan; this only tells you. The month ends on 19 December 2026.',
  },
  'control-tripped': {
    'control.name': 'Fraud spend in a day',
    'control.detail': 'Calls of the last 24 hours come to $105.30 ex GST; the limit is $100.00.',
    'control.advice': 'If these calls are not yours, change the passwords of your phones and tell us at once.',
  },
  'payment-refunded': {
    'payment.amount': '$40.00',
    'payment.method': 'Visa ending 4242',
    'account.balance': '$12.50 credit',
  },
  'payment-failed': {
    'payment.amount': '$40.00',
    'payment.method': 'Bank account ending 3456',
    'payment.words': 'There was not enough money on it: try again later, or pay with another card.',
  },
  'refund-failed': {
    'payment.amount': '$40.00',
    'payment.method': 'Visa ending 4242',
    'payment.words': 'The card is closed: pay the customer another way.',
  },
  'dispute-opened': {
    'payment.amount': '$40.00',
    'payment.method': 'Visa ending 4242',
    'dispute.reason': 'the holder does not know the charge',
    'dispute.money':
      'The bank took the money back; it is off the customer’s balance. The payment provider charges you $25.00.',
    'dispute.next': 'Answer at the payment provider by 30 November 2026; otherwise it is lost.',
  },
  'dispute-closed': {
    'payment.amount': '$40.00',
    'payment.method': 'Visa ending 4242',
    'dispute.result': 'won',
    'dispute.money': 'The money is on the customer’s balance again.',
  },
  'automatic-charge-planned': {
    'charge.amount': '$128.70',
    'charge.date': '4 December 2026',
    'charge.method': 'Visa ending 4242',
    'statement.number': 'INV-000234',
  },
  'automatic-charge-refused': {
    'charge.amount': '$50.00',
    'charge.what': 'the auto top-up',
    'charge.method': 'Visa ending 4242',
    'charge.words': 'There was not enough money on it: try again later, or pay with another card.',
    'charge.next': '26 November 2026',
  },
  'automatic-charges-stopped': {
    'charge.amount': '$50.00',
    'charge.what': 'the auto top-up',
    'charge.method': 'Visa ending 4242',
    'charge.words': 'The card has expired: add the new one.',
  },
  'top-up-held-back': {
    'account.balance': '$8.20 credit',
    'topUp.needed': '$50.00',
    'topUp.maximum': '$200.00',
    'topUp.room': 'At most $20.00 would fit now.',
    'topUp.until': 'There is room again on 27 November 2026.',
  },
  'card-expires': { 'card.name': 'Visa ending 4242', 'card.month': 'December 2026' },
  'overdue-reminder': OVERDUE_SAMPLES,
  'overdue-second-reminder': OVERDUE_SAMPLES,
  'restriction-notice': { ...OVERDUE_SAMPLES, 'notice.date': '16 December 2026' },
  'service-restricted': OVERDUE_SAMPLES,
  'suspension-notice': { ...OVERDUE_SAMPLES, 'notice.date': '16 December 2026' },
  'disconnection-notice': { ...OVERDUE_SAMPLES, 'notice.date': '16 December 2026' },
  'service-restored': { reason: 'thank you for your payment.' },
  'iou-started': {
    'iou.value': '$20.00',
    'iou.expires': '24 November 2026 at 12:00 pm AEDT',
    'account.balance': '$0.00',
  },
  'iou-ended': {
    'iou.words': 'Its time is over, and calls that cost something wait for a payment.',
    'iou.lent': '$8.20',
    'account.balance': '$9.02 owed',
  },
  /** To the people who run the reseller. */
  'calls-denied': {
    'control.name': 'Fraud spend in a day',
    'denied.customer': 'Acacia Dental (account 1001)',
    'denied.by': 'Mia Example',
    'denied.words': 'Nobody was in the office.',
  },
  'port-submitted': {
    ...PORT_SAMPLES,
    'port.usually': '4 to 6 business days',
    'port.cost': '$22.00 with GST, charged today',
  },
  'port-lodged': PORT_SAMPLES,
  'port-validating': PORT_SAMPLES,
  'port-validated': PORT_SAMPLES,
  'port-accepted': { ...PORT_SAMPLES, 'port.next': 'Please choose the day of the move.' },
  'port-rejected': {
    ...PORT_SAMPLES,
    'port.reason': 'Your present provider has this number under another account number.',
    'port.fix': 'Copy the account number from the latest bill, exactly as it is printed there.',
    'port.words': 'The bill says 200 145 889 3.',
  },
  'port-date-set': { ...PORT_SAMPLES, ...DAY_SAMPLES },
  'port-date-moved': { ...PORT_SAMPLES, ...DAY_SAMPLES, 'port.before': '18 November 2026 at 9:30 am AEDT' },
  'port-morning': {
    ...PORT_SAMPLES,
    ...DAY_SAMPLES,
    'port.checks': '- Your phones are registered\n- The old service is not cancelled',
  },
  'port-completed': { ...PORT_SAMPLES, 'port.returnUntil': '20 November 2026 at 1:30 pm AEDT' },
  'port-returned': {
    ...PORT_SAMPLES,
    'port.givenBack': 'What was charged for the rest of their month is given back: $2.67 ex GST.',
  },
  'port-withdrawn': { ...PORT_SAMPLES, 'port.reason': 'The office is closing.' },
  'port-expires-soon': { ...PORT_SAMPLES, 'port.expires': '27 November 2026' },
  'port-expired': PORT_SAMPLES,
  'port-split': {
    ...PORT_SAMPLES,
    'port.leaving': '03 7010 1240',
    'port.staying': '19 numbers from 03 7010 1200',
  },
  /** To those who run the reseller, at whatever hour. */
  'port-urgent': {
    'port.numbers': '03 7010 1234',
    'port.customer': 'Acacia Dental',
    'port.words': 'Every call rings at a stranger’s.',
    'port.returnUntil': '20 November 2026 at 1:30 pm AEDT',
    'port.page': 'https://portal.example.com/porting/12',
  },
  /** To the porting desk of a carrier, with the request form. */
  'port-lodgement': {
    'carrier.name': 'Example Upstream',
    'port.order': '412-1',
    'port.kind': 'single number',
    'port.numbers': '0370101234',
    'port.losingCarrier': 'Example Telecom',
    'port.wanted': 'The earliest there is',
  },
  /** To the authorised person: whoever opens the link may sign. */
  'port-authority': {
    'person.name': 'Mia Example',
    'port.numbers': '0370101234',
    'port.losingCarrier': 'Example Telecom',
    link: 'https://portal.example.com/my/sign#sample',
    'link.expires': '4 December 2026 at 9:30 am AEDT',
  },
  'port-out-received': {
    'portOut.id': '12',
    'portOut.numbers': '03 7010 1234',
    'portOut.carrier': 'Example Telecom',
    'portOut.when': '20 November 2026, 9:30 am AEDT',
  },
  'port-out-released': {
    'portOut.id': '12',
    'portOut.numbers': '03 7010 1234',
    'portOut.carrier': 'Example Telecom',
    'portOut.undoUntil': '20 November 2026, 1:30 pm AEDT',
  },
  /** To the people who run the reseller. */
  'port-out-disputed': {
    'portOut.id': '12',
    'portOut.numbers': '03 7010 1234',
    'portOut.carrier': 'Example Telecom',
    'portOut.customer': 'Acacia Dental (account 1001)',
    'portOut.state': 'The request was refused by itself.',
  },
  'webhook-disabled': { 'webhook.url': 'https://hooks.example.com/billing', 'webhook.error': 'answered 500' },
} as const satisfies Readonly<Record<string, Readonly<Record<string, string>>>>

export type MailKind = keyof typeof MAIL_VARIABLES

export const MAIL_KINDS = Object.keys(MAIL_VARIABLES) as readonly MailKind[]

/** Found as the mail is sent: where its reader finds what it is about. */
type FoundWhenSent = 'port.page'

/** What a kind of mail has to be told. */
export type MailValues<Kind extends MailKind> = Readonly<
  Record<Exclude<keyof (typeof MAIL_VARIABLES)[Kind] & string, FoundWhenSent>, string>
>

/** Known to every mail; the customer's and the account's are empty where a mail is about neither. */
export const COMMON_VARIABLES = {
  'brand.name': 'Wattle Voice',
  'brand.supportEmail': 'help@wattle.example',
  'brand.supportPhone': '1300 975 701',
  'customer.name': 'Acacia Dental',
  'account.number': '1001',
  'portal.address': 'https://portal.example.com/my',
} as const

/** Kinds with a one-time link: whoever has the mail may sign in, or sign, so that its values are kept only until it is sent. */
export const SECRET_KINDS: readonly MailKind[] = ['invitation', 'password-reset', 'email-change', 'port-authority']

/** What the customer hears of a move; the others about it are for carriers and for those who run the reseller. */
export const PORT_MAILS_OF_CUSTOMERS = [
  'port-submitted',
  'port-lodged',
  'port-validating',
  'port-validated',
  'port-accepted',
  'port-rejected',
  'port-date-set',
  'port-date-moved',
  'port-morning',
  'port-completed',
  'port-returned',
  'port-withdrawn',
  'port-expires-soon',
  'port-expired',
  'port-split',
] as const satisfies readonly MailKind[]
