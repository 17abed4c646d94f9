import { AUTOMATIC_CHARGE_TEMPLATES } from './automatic-charge-templates.ts'
import { CARD_PAYMENT_TEMPLATES } from './card-payment-templates.ts'
import type { MailKind } from './mail-kinds.ts'
import { DUNNING_TEMPLATES } from './dunning-templates.ts'
import { PORT_TEMPLATES } from './port-templates.ts'
import type { Template } from './template.ts'

/** The words of every kind until a reseller writes its own. */
export const DEFAULT_TEMPLATES: Readonly<Record<MailKind, Template>> = {
  invitation: {
    subject: 'You are invited to {{brand.name}}',
    body: `Hello {{person.name}},

{{inviter.name}} invites you to {{organisation.name}}. Choose a password to begin:

{{link}}

The link works once, until {{link.expires}}. If you did not expect this, leave it alone and nothing happens.`,
  },
  'password-reset': {
    subject: 'Choose a new password',
    body: `Hello {{person.name}},

Somebody, most likely you, asked for a new password. Choose it here:

{{link}}

The link works once, until {{link.expires}}. If it was not you, leave this alone: your password stays as it is.`,
  },
  'email-change': {
    subject: 'Confirm your new e-mail address',
    body: `Hello {{person.name}},

You asked to sign in with this e-mail address from now on. Confirm that it is yours:

{{link}}

The link works once, until {{link.expires}}. If it was not you, leave this alone: nothing changes.`,
  },
  'security-notice': {
    subject: 'A change to your sign-in',
    body: `Hello {{person.name}},

{{security.change}}

This was on {{security.when}}. If it was not you, choose a new password at once and tell us: {{brand.supportEmail}}`,
  },
  statement: {
    subject: '{{statement.title}} {{statement.number}} from {{brand.name}}',
    body: `Dear {{customer.name}},

Your {{statement.title}} {{statement.number}} for {{statement.period}} is attached.

Charges of this period: {{statement.total}}
Balance: {{statement.closingBalance}}
{{statement.due}}

When you pay by bank transfer, give your account number {{account.number}} as the reference.`,
  },
  'adjustment-note': {
    subject: 'Adjustment note {{statement.number}} from {{brand.name}}',
    body: `Dear {{customer.name}},

An adjustment to your account {{account.number}} is attached: {{statement.total}}

{{statement.reason}}`,
  },
  receipt: {
    subject: 'Receipt {{receipt.number}} from {{brand.name}}',
    body: `Dear {{customer.name}},

Thank you. We received {{payment.amount}} on {{payment.date}} ({{payment.method}}) for your account {{account.number}}.

Balance: {{account.balance}}

The receipt is attached.`,
  },
  'account-activated': {
    subject: 'Welcome to {{brand.name}}',
    body: `Dear {{customer.name}},

Your account {{account.number}} is active, on the plan {{plan.name}}.

Your bill comes on day {{account.anniversary}} of every month.`,
  },
  'account-suspended': {
    subject: 'Your account {{account.number}} is suspended',
    body: `Dear {{customer.name}},

Your account {{account.number}} is suspended: {{reason}}

Calls to emergency numbers work. Talk to us to have it reinstated.`,
  },
  'account-reinstated': {
    subject: 'Your account {{account.number}} is active again',
    body: `Dear {{customer.name}},

Your account {{account.number}} is active again: {{reason}}`,
  },
  'cancellation-scheduled': {
    subject: 'Your account {{account.number}} ends on {{cancellation.date}}',
    body: `Dear {{customer.name}},

Your account {{account.number}} ends on {{cancellation.date}}: {{reason}}

Until then everything works as it does. On that day its numbers go back and its users cannot sign in any more.

What credit is left then is forfeited, and it cannot be undone; talk to us before if you change your mind.`,
  },
  'cancellation-withdrawn': {
    subject: 'Your account {{account.number}} goes on',
    body: `Dear {{customer.name}},

Your account {{account.number}} is not cancelled after all: everything goes on as before.`,
  },
  'account-cancelled': {
    subject: 'Your account {{account.number}} is cancelled',
    body: `Dear {{customer.name}},

Your account {{account.number}} ended on {{cancellation.date}}: {{reason}}

Its numbers went back and its users cannot sign in any more. Your statements stay with us; ask for them whenever you need one.`,
  },
  'low-balance': {
    subject: 'The balance of your account {{account.number}} is low',
    body: `Dear {{customer.name}},

The balance of your account {{account.number}} fell below {{warning.amount}}: it is {{account.balance}}.

Add credit so that your calls go on. When you pay by bank transfer, give your account number {{account.number}} as the reference.`,
  },
  'allowance-used': {
    subject: '{{allowance.percent}} of {{allowance.name}} is used',
    body: `Dear {{customer.name}},

{{allowance.percent}} of {{allowance.name}} in the plan of your account {{account.number}} is used: {{allowance.used}}.

It is for calls until {{allowance.until}}. What goes beyond it costs: {{allowance.beyond}}.

Whether you get these mails is in your payment settings in the portal.`,
  },
  'spend-alert': {
    subject: '{{spend.percent}} of {{spend.what}} is reached',
    body: `Dear {{customer.name}},

Your account {{account.number}} has reached {{spend.percent}} of {{spend.what}}: {{spend.used}} of {{spend.limit}}, with GST.

{{spend.next}}

Whether you get these mails, and at what amount, is in your payment settings in the portal.`,
  },
  'control-tripped': {
    subject: '{{control.name}}: the limit of your account {{account.number}} is reached',
    body: `Dear {{customer.name}},

{{control.detail}}

{{control.advice}}

Calls to emergency numbers always work.`,
  },
  ...CARD_PAYMENT_TEMPLATES,
  ...AUTOMATIC_CHARGE_TEMPLATES,
  ...DUNNING_TEMPLATES,
  'iou-started': {
    subject: 'Your credit is used up; calls within Australia go on',
    body: `Dear {{customer.name}},

The credit of your account {{account.number}} is used up.

Calls to landlines and mobiles in Australia go on for up to {{iou.value}} ex GST, until {{iou.expires}}.

Your balance is {{account.balance}}. What you use now is taken from your next payment. Add credit before then, and nothing stops.`,
  },
  'iou-ended': {
    subject: 'The short credit of your account {{account.number}} has ended',
    body: `Dear {{customer.name}},

The short credit of your account {{account.number}} has ended. {{iou.words}}

Of it {{iou.lent}} ex GST was used; your balance is {{account.balance}}. Calls to emergency numbers always work.`,
  },
  'calls-denied': {
    subject: '{{denied.customer}}: "it was not me"',
    body: `{{control.name}} of {{denied.customer}} is tripped, and {{denied.by}} says that the calls were not theirs:

{{denied.words}}

Calls stay barred. Change the SIP passwords of its lines, look through its call forwarding, and settle it on the page Risk.`,
  },
  ...PORT_TEMPLATES,
  'webhook-disabled': {
    subject: 'A webhook was switched off',
    body: `Hello,

The webhook to {{webhook.url}} has failed for days and was switched off. The last attempt: {{webhook.error}}

Put its receiver right, switch it on again, and replay what it missed.`,
  },
}
