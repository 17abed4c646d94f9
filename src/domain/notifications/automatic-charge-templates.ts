import type { MailKind } from './mail-kinds.ts'
import type { Template } from './template.ts'

/** The words of mails about charges that make themselves, until a reseller writes its own. */
export const AUTOMATIC_CHARGE_TEMPLATES = {
  'automatic-charge-planned': {
    subject: '{{charge.amount}} will be charged on {{charge.date}}',
    body: `Dear {{customer.name}},

On {{charge.date}} we charge {{charge.amount}} to {{charge.method}} for invoice {{statement.number}} of account
{{account.number}}.

There is nothing to do. If you pay another way before then, only what is still owed is charged.

Auto debit can be switched off in your payment settings: {{portal.address}}`,
  },
  'automatic-charge-refused': {
    subject: '{{charge.amount}} could not be charged',
    body: `Dear {{customer.name}},

We could not charge {{charge.amount}} for {{charge.what}} of your account {{account.number}} to {{charge.method}}.

{{charge.words}}

We try again on {{charge.next}}. You can also pay now, or change the card or bank account: {{portal.address}}`,
  },
  'automatic-charges-stopped': {
    subject: 'Automatic charges of your account {{account.number}} are switched off',
    body: `Dear {{customer.name}},

We could not charge {{charge.amount}} for {{charge.what}} of your account {{account.number}} to {{charge.method}},
and do not try again by ourselves.

{{charge.words}}

To go on, store another card or bank account: {{portal.address}}

Until then nothing is charged by itself. Please pay another way, so that your calls go on.`,
  },
  'top-up-held-back': {
    subject: 'The weekly maximum of your auto top-up is reached',
    body: `Dear {{customer.name}},

The balance of your account {{account.number}} is {{account.balance}}, and a top-up of {{topUp.needed}} is due.

It is not charged: with it, top-ups within seven days would be more than the {{topUp.maximum}} you chose.
{{topUp.room}} {{topUp.until}}

To go on before, add credit yourself or raise the maximum: {{portal.address}}`,
  },
  'card-expires': {
    subject: '{{card.name}} expires at the end of {{card.month}}',
    body: `Dear {{customer.name}},

{{card.name}}, the card of your account {{account.number}}, expires at the end of {{card.month}}. From then on it cannot be charged.

Add the new one before: {{portal.address}}`,
  },
} as const satisfies Partial<Record<MailKind, Template>>
