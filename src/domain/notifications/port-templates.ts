import type { MailKind } from './mail-kinds.ts'
import type { Template } from './template.ts'

/** The words of mails about numbers that move, until a reseller writes its own. */
export const PORT_TEMPLATES = {
  'port-submitted': {
    subject: 'We are moving {{port.numbers}} to {{brand.name}}',
    body: `Dear {{customer.name}},

The move of {{port.numbers}} from {{port.losingCarrier}} is under way. It usually takes {{port.usually}}.

Cost: {{port.cost}}

Please do not cancel the service with {{port.losingCarrier}}: only one that works can be moved, and it ends by itself.

{{port.page}}`,
  },
  'port-lodged': {
    subject: 'The move of {{port.numbers}} is checked and on its way',
    body: `Dear {{customer.name}},

We have checked your request and passed it on. Next, {{port.losingCarrier}} is asked to let {{port.numbers}} go.

{{port.words}}

There is nothing to do for you. Go on using the service as before.

{{port.page}}`,
  },
  'port-validating': {
    subject: '{{port.losingCarrier}} is checking {{port.numbers}}',
    body: `Dear {{customer.name}},

Before the move of {{port.numbers}} is asked for, {{port.losingCarrier}} checks that the numbers belong together \
and are yours. It has five business days to answer.

Please change nothing on the service until then: what is added, cancelled or moved now stops the whole batch.

{{port.words}}

{{port.page}}`,
  },
  'port-validated': {
    subject: '{{port.losingCarrier}} knows {{port.numbers}}',
    body: `Dear {{customer.name}},

{{port.losingCarrier}} has checked {{port.numbers}}. Now it is asked to let them go.

{{port.words}}

Please go on changing nothing on the service.

{{port.page}}`,
  },
  'port-accepted': {
    subject: '{{port.losingCarrier}} lets {{port.numbers}} go',
    body: `Dear {{customer.name}},

{{port.losingCarrier}} has agreed to the move of {{port.numbers}}.

{{port.next}}

{{port.words}}

{{port.page}}`,
  },
  'port-rejected': {
    subject: 'The move of {{port.numbers}} needs your help',
    body: `Dear {{customer.name}},

{{port.losingCarrier}} did not accept the move of {{port.numbers}}:

{{port.reason}}

What puts it right: {{port.fix}}

{{port.words}}

Mend the request and submit it again, or write to {{brand.supportEmail}} and we do it together. Each attempt is \
charged.

{{port.page}}`,
  },
  'port-date-set': {
    subject: '{{port.numbers}} moves on {{port.cutOver}}',
    body: `Dear {{customer.name}},

{{port.numbers}} moves to {{brand.name}} on {{port.cutOver}}. The file with this mail puts it into your calendar.

During the move calls may fail, for some seconds or for up to two hours. Your phones can register from that morning \
on.

{{port.contact}}

{{port.words}}

Please do not cancel the old service, and have somebody at hand who can make a test call.

{{port.page}}`,
  },
  'port-date-moved': {
    subject: 'New day: {{port.numbers}} moves on {{port.cutOver}}',
    body: `Dear {{customer.name}},

The move of {{port.numbers}} to {{brand.name}} is on {{port.cutOver}} now. Before, it was on {{port.before}}.

The file with this mail changes the entry in your calendar.

{{port.contact}}

{{port.words}}

Please do not cancel the old service.

{{port.page}}`,
  },
  'port-morning': {
    subject: 'Today {{port.numbers}} moves to {{brand.name}}',
    body: `Dear {{customer.name}},

{{port.numbers}} is on your account since this morning. Calls come to it from {{port.cutOver}} on; until then they \
go by the old way.

Please see to it that by then:

{{port.checks}}

{{port.contact}}

{{port.words}}

{{port.page}}`,
  },
  'port-completed': {
    subject: '{{port.numbers}} is with {{brand.name}} now',
    body: `Dear {{customer.name}},

The move of {{port.numbers}} is complete. Please make a call from it and one to it now, and tell us how it went.

{{port.words}}

If something is badly wrong, tell us before {{port.returnUntil}}: until then the number can go back to \
{{port.losingCarrier}}.

You can now cancel what is left of the old service.

{{port.page}}`,
  },
  'port-returned': {
    subject: '{{port.numbers}} is back with {{port.losingCarrier}}',
    body: `Dear {{customer.name}},

The move of {{port.numbers}} was undone: calls go to {{port.losingCarrier}} again. Networks learn of it one after \
the other, which can take some hours.

{{port.words}}

{{port.givenBack}}

Please do not cancel the service there. We talk with you about what stood in the way, and then the move can be \
asked for again.

{{port.page}}`,
  },
  'port-withdrawn': {
    subject: 'The move of {{port.numbers}} was given up',
    body: `Dear {{customer.name}},

The move of {{port.numbers}} does not take place: {{port.reason}}

The service with {{port.losingCarrier}} goes on as before. Where the day was in your calendar, the file with this \
mail takes it out.

{{port.page}}`,
  },
  'port-expires-soon': {
    subject: 'Your request to move {{port.numbers}} ends on {{port.expires}}',
    body: `Dear {{customer.name}},

Nobody has gone on with the request to move {{port.numbers}} for a long while. An authority to move numbers counts \
for 90 days, so the request ends on {{port.expires}}.

To keep it, go on with it until then:

{{port.page}}`,
  },
  'port-expired': {
    subject: 'Your request to move {{port.numbers}} has ended',
    body: `Dear {{customer.name}},

The request to move {{port.numbers}} was not gone on with for 90 days and has ended. Nothing more is charged, and \
the service with {{port.losingCarrier}} goes on as before.

If you still want to move, ask for it anew; it takes a new authority.

{{port.page}}`,
  },
  'port-split': {
    subject: 'The move of your numbers goes on in two parts',
    body: `Dear {{customer.name}},

Your numbers meet with different answers, so they move in two parts:

{{port.leaving}} by themselves, and {{port.staying}} as before.

{{port.words}}

This costs nothing more. Either part has a page of its own, and we write to you about each.

{{port.page}}`,
  },
  'port-urgent': {
    subject: 'Urgent: the move of {{port.numbers}} of {{port.customer}}',
    body: `{{port.customer}} says that something is badly wrong with {{port.numbers}}:

{{port.words}}

The numbers can go back until: {{port.returnUntil}}

{{port.page}}`,
  },
  'port-lodgement': {
    subject: 'Porting request {{port.order}}: {{port.numbers}}',
    body: `To the porting desk of {{carrier.name}},

Please port the following to us. The request form is attached, as a page and as a table you may fill in and send back.

Our order: {{port.order}}
Kind: {{port.kind}}
Numbers: {{port.numbers}}
Losing carrier: {{port.losingCarrier}}
Wanted cut-over: {{port.wanted}}

Please quote our order when you answer.`,
  },
  'port-authority': {
    subject: 'Please sign: {{port.numbers}} moves to {{brand.name}}',
    body: `Hello {{person.name}},

{{customer.name}} moves {{port.numbers}} from {{port.losingCarrier}} to {{brand.name}} and names you as the one who \
may order it. Read what is agreed to, and sign it with your name:

{{link}}

The link is yours alone and is good until {{link.expires}}; please do not pass it on. If you know nothing of this, \
leave it alone and tell us: {{brand.supportEmail}}`,
  },
  'port-out-received': {
    subject: 'Did you ask to move {{portOut.numbers}} to another provider?',
    body: `Dear {{customer.name}},

{{portOut.carrier}} asked us on {{portOut.when}} to let them have {{portOut.numbers}}.

If it was not you, tell us at once. One press on “It was not me” stops it:

{{portal.address}}/leaving/{{portOut.id}}

Or call us: {{brand.supportPhone}}, {{brand.supportEmail}}

If it was you, say so on the same page. Please do not cancel the number with us: what is cancelled cannot move.`,
  },
  'port-out-released': {
    subject: '{{portOut.numbers}} has moved to {{portOut.carrier}}',
    body: `Dear {{customer.name}},

{{portOut.numbers}} is with {{portOut.carrier}} now, and no longer on your account {{account.number}}.

Calls you made until now, and what is still open, come on your next bill.

If this is a mistake, call us before {{portOut.undoUntil}}: until then the move can be undone. \
{{brand.supportPhone}}, {{brand.supportEmail}}`,
  },
  'port-out-disputed': {
    subject: 'Not asked for by the customer: {{portOut.numbers}} to {{portOut.carrier}}',
    body: `{{portOut.customer}} says that it did not ask for {{portOut.numbers}} to move to {{portOut.carrier}}.

{{portOut.state}}

Look at port-out {{portOut.id}} now: somebody may be trying to take over the customer’s numbers.`,
  },
} as const satisfies Partial<Readonly<Record<MailKind, Template>>>
