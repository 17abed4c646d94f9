import { instantText, weekdayText } from '../../../shared/format/dates.ts'
import type { Port } from '../../../shared/porting/port-words.ts'
import { milestoneText } from '../../../shared/porting/timeline-words.ts'

/** What comes next and by when, in a sentence or two. */
export function nextWords(port: Port, timeZone: string): string {
  const from = port.losingCarrier ?? 'your old provider'
  switch (port.state) {
    case 'draft':
      return 'You have begun this request and not sent it. Nothing is charged, and nothing happens until you send it.'
    case 'rejected':
      return `${from} has refused the move as it was requested. Put it right below and send it again; the numbers work there as before.`
    case 'submitted':
    case 'lodged':
    case 'validating':
    case 'validated':
    case 'with-losing-carrier':
    case 'accepted':
      return `${stepWords(port)} Go on using the numbers with ${from} until then.`
    case 'date-set':
    case 'pre-provisioned':
      return port.cutOverAt === null
        ? stepWords(port)
        : `The numbers move on ${instantText(port.cutOverAt, timeZone)}. They may be unreachable for a short while then. Keep the service with ${from} until we tell you it is done.`
    case 'cutting-over':
      return 'The numbers are moving now. Calls begin to come to us; some may fail until it is done.'
    case 'completed':
      return port.returnUntil === null
        ? `The numbers are with us. You can end what is left of the service with ${from}.`
        : `The numbers are with us. Try them now: until ${instantText(port.returnUntil, timeZone)} they could go back if something is badly wrong. Then end what is left of the service with ${from}.`
    case 'closed':
      return `The numbers are with us. You can end what is left of the service with ${from}.`
    case 'expired':
      return `Nobody went on with this request, and its authority is too old by now. The numbers stay with ${from}; request the move again if it is still wanted.`
    case 'withdrawn':
      return `This move was given up. The numbers stay with ${from}.`
    case 'reversed':
      return `The numbers went back to ${from}. Request the move again once what was in the way is settled.`
  }
}

function stepWords({ milestones, losingCarrier, allowedSteps }: Port): string {
  if (allowedSteps.includes('set-date')) return 'Your present provider has agreed. Choose the day of the move below.'
  const next = milestones.find(({ status }) => status === 'next')
  if (next === undefined) return 'It is on its way.'
  const step = milestoneText(next.milestone, losingCarrier, true)
  if (next.dueOn === null) return `Next: ${step}.`
  return next.isOverdue
    ? `Next: ${step}. It was due on ${weekdayText(next.dueOn)}, and we are asking after it.`
    : `Next: ${step}, by ${weekdayText(next.dueOn)}.`
}
