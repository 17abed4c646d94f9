import type { Permission } from '../../shared/access/session.ts'

interface Place {
  readonly label: string
  readonly to: string
  /** What is there, in a line. */
  readonly words: string
  readonly permission?: Permission
}

/** The pages of Settings, in the order of its menu. */
export const SETTINGS_PLACES: readonly Place[] = [
  {
    label: 'Brand',
    to: '/settings/brand',
    words: 'Name, logo, colours, host names, what stands on invoices.',
    permission: 'brand.read',
  },
  {
    label: 'Payments',
    to: '/settings/payments',
    words: 'Your account at Stripe, by which customers pay by card and direct debit.',
    permission: 'payment-gateway.read',
  },
  {
    label: 'Staff',
    to: '/settings/staff',
    words: 'Who works here, and what each may do.',
    permission: 'staff.read',
  },
  { label: 'Security', to: '/settings/security', words: 'Your own password, second factor, passkeys and sessions.' },
  {
    label: 'API keys',
    to: '/settings/keys',
    words: 'For machines: each may do only what its scopes say.',
    permission: 'api-keys.read',
  },
  {
    label: 'Webhooks',
    to: '/settings/webhooks',
    words: 'Addresses that are told of events, with their log.',
    permission: 'webhooks.read',
  },
  {
    label: 'E-mails',
    to: '/settings/mails',
    words: 'What was sent, what failed, and sending it again.',
    permission: 'mails.read',
  },
  {
    label: 'E-mail words',
    to: '/settings/mail-templates',
    words: 'The text of every kind of e-mail, with a preview.',
    permission: 'brand.write',
  },
  {
    label: 'Calendars',
    to: '/porting/settings/calendars',
    words: 'Business days and hours that due dates go by.',
    permission: 'calendars.read',
  },
  {
    label: 'Audit',
    to: '/settings/audit',
    words: 'Who changed what, and proof that the record is whole.',
    permission: 'audit.read',
  },
]
