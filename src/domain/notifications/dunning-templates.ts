import type { Template } from './template.ts'

const PARAGRAPH = '\n\n'

/** In every letter about money that is overdue (TCP Code, Financial Hardship Standard): how to get help, and who else may. */
const HELP = [
  'If you cannot pay at present, talk to us: we have payment assistance for customers in financial hardship, among it more time, payment in parts, and lower or no charges for a while. Asking costs nothing, and while we look at it, or as long as an arrangement is kept, nothing more is done. If you think that this amount is wrong, tell us: what is in dispute is not chased until we have looked at it.',
  'Reach us by {{brand.supportEmail}} or {{brand.supportPhone}}. If we cannot help you, you can complain to the Telecommunications Industry Ombudsman, free of charge: 1800 062 058, tio.com.au.',
].join(PARAGRAPH)

const PAY = [
  '{{overdue.invoices}}',
  'How to pay: {{overdue.howToPay}}',
  'If you have paid within the last days, thank you: then this needs nothing more.',
].join(PARAGRAPH)

/** The letters about invoices that are overdue. */
export const DUNNING_TEMPLATES = {
  'overdue-reminder': {
    subject: 'Reminder: {{overdue.amount}} of your account {{account.number}} is overdue',
    body: [
      'Dear {{customer.name}},',
      '{{overdue.amount}} of your account {{account.number}} was due on {{overdue.since}}, and we have not received it. Please pay it now:',
      PAY,
      HELP,
    ].join(PARAGRAPH),
  },
  'overdue-second-reminder': {
    subject: 'Second reminder: {{overdue.amount}} of your account {{account.number}} is overdue',
    body: [
      'Dear {{customer.name}},',
      '{{overdue.amount}} of your account {{account.number}} is still overdue; it was due on {{overdue.since}}. If it is not paid, the next letter gives notice that your service will be restricted.',
      PAY,
      HELP,
    ].join(PARAGRAPH),
  },
  'restriction-notice': {
    subject: 'Notice: your service will be restricted from {{notice.date}} unless {{overdue.amount}} is paid',
    body: [
      'Dear {{customer.name}},',
      '{{overdue.amount}} of your account {{account.number}} is overdue since {{overdue.since}}. Unless it is paid before, your service will be restricted on or after {{notice.date}}.',
      'Restricted means: calls out are barred, also those your numbers forward. Calls to emergency numbers always work, and so do calls to you. Monthly charges go on. As soon as the overdue amount is paid, the restriction ends.',
      PAY,
      HELP,
    ].join(PARAGRAPH),
  },
  'service-restricted': {
    subject: 'The service of your account {{account.number}} is restricted',
    body: [
      'Dear {{customer.name}},',
      '{{overdue.amount}} of your account {{account.number}} is overdue since {{overdue.since}}. As we gave notice, calls out are barred from now on. Calls to emergency numbers always work, and so do calls to you. The restriction ends as soon as the overdue amount is paid.',
      PAY,
      HELP,
    ].join(PARAGRAPH),
  },
  'suspension-notice': {
    subject:
      'Notice: your account {{account.number}} will be suspended from {{notice.date}} unless {{overdue.amount}} is paid',
    body: [
      'Dear {{customer.name}},',
      '{{overdue.amount}} of your account {{account.number}} is overdue since {{overdue.since}}. Unless it is paid before, your account will be suspended on or after {{notice.date}}.',
      'Suspended means: calls out are barred, and no numbers can be added or changed. Calls to emergency numbers always work. Monthly charges go on. As soon as the overdue amount is paid, the account is active again.',
      PAY,
      HELP,
    ].join(PARAGRAPH),
  },
  'disconnection-notice': {
    subject:
      'Notice: your account {{account.number}} may be disconnected from {{notice.date}} unless {{overdue.amount}} is paid',
    body: [
      'Dear {{customer.name}},',
      '{{overdue.amount}} of your account {{account.number}} is overdue since {{overdue.since}}, and your account is suspended. Unless it is paid before, your service may be disconnected on or after {{notice.date}}.',
      'Disconnected means: all services of the account end for good. Its numbers are given up and may not come back, also not to another provider; charges until then, and a last invoice, stay to be paid, and we may have the debt collected. We disconnect as the last resort only, and a person decides on it: please talk to us before.',
      PAY,
      HELP,
    ].join(PARAGRAPH),
  },
  'service-restored': {
    subject: 'The restriction of your account {{account.number}} has ended',
    body: [
      'Dear {{customer.name}},',
      'The restriction of your account {{account.number}} has ended: {{reason}} Calls out work again.',
    ].join(PARAGRAPH),
  },
} as const satisfies Readonly<Record<string, Template>>
