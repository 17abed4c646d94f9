import type { MailKind } from './mail-kinds.ts'
import type { Template } from './template.ts'

/** The words of mails about cards and direct debits, until a reseller writes its own. */
export const CARD_PAYMENT_TEMPLATES = {
  'payment-refunded': {
    subject: 'We refunded {{payment.amount}}',
    body: `Dear {{customer.name}},

We gave {{payment.amount}} back to {{payment.method}} for your account {{account.number}}. Banks take some business days to show it.

Balance: {{account.balance}}`,
  },
  'payment-failed': {
    subject: 'Your payment of {{payment.amount}} did not go through',
    body: `Dear {{customer.name}},

The payment of {{payment.amount}} by {{payment.method}} for your account {{account.number}} did not go through.

{{payment.words}}

You can pay another way here: {{portal.address}}`,
  },
  'refund-failed': {
    subject: 'A refund of {{payment.amount}} to account {{account.number}} did not go through',
    body: `The refund of {{payment.amount}} to {{payment.method}}, account {{account.number}} ({{customer.name}}), did not go through:

{{payment.words}}

The money is on the customer’s balance again.`,
  },
  'dispute-opened': {
    subject: 'A customer’s bank disputes a charge of {{payment.amount}}, account {{account.number}}',
    body: `The bank of account {{account.number}} ({{customer.name}}) disputes a charge of {{payment.amount}} to {{payment.method}}: {{dispute.reason}}.

{{dispute.money}}

{{dispute.next}}`,
  },
  'dispute-closed': {
    subject: 'The dispute about {{payment.amount}}, account {{account.number}}, is {{dispute.result}}',
    body: `The dispute about {{payment.amount}} charged to {{payment.method}}, account {{account.number}} ({{customer.name}}), is {{dispute.result}}.

{{dispute.money}}`,
  },
} as const satisfies Partial<Record<MailKind, Template>>
