import { attemptFee, changeFee, type PortFee } from '#domain/porting/port-fees.ts'
import type { AskedStep } from '#domain/porting/port-state.ts'
import type { Answer } from '../../../shared/api/wire-types.ts'
import { plural } from '../../../shared/format/counts.ts'
import { instantText } from '../../../shared/format/dates.ts'
import { moneyText } from '../../../shared/format/money.ts'
import { feeText, whenCharged } from '../fee-words.ts'
import { DATE_SET, type Port } from './port-states.ts'

type Fees = Answer<'readPortFees'>

interface StepWords {
  /** On the button of the page. */
  readonly label: string
  /** The verb and the thing, on the button of the dialog. */
  readonly action: string
  /** Said quietly once it is done. */
  readonly done: string
  readonly isDangerous?: boolean
}

/** What can be done with a port. */
export const STEP_WORDS: Readonly<Record<AskedStep, StepWords>> = {
  submit: { label: 'Submit', action: 'Submit request', done: 'Request submitted' },
  lodge: { label: 'Lodge', action: 'Lodge port', done: 'Lodged' },
  'ask-validation': { label: 'Ask for validation', action: 'Note as asked', done: 'Validation asked for' },
  'confirm-validation': { label: 'Note as validated', action: 'Note as validated', done: 'Noted as validated' },
  'pass-on': { label: 'Note as passed on', action: 'Note as passed on', done: 'Noted as passed on' },
  accept: { label: 'Note as accepted', action: 'Note as accepted', done: 'Noted as accepted' },
  reject: { label: 'Note as rejected', action: 'Note as rejected', done: 'Noted as rejected', isDangerous: true },
  'set-date': { label: 'Set the date', action: 'Set date', done: 'Cut-over date set' },
  'pre-provision': {
    label: 'Put numbers on the account',
    action: 'Put numbers on the account',
    done: 'Numbers are on the account',
  },
  'start-cut-over': { label: 'Begin cut-over', action: 'Begin cut-over', done: 'Cut-over begun' },
  complete: { label: 'Complete', action: 'Complete port', done: 'Port completed' },
  reverse: {
    label: 'Emergency return',
    action: 'Return the numbers',
    done: 'Numbers returned',
    isDangerous: true,
  },
  close: { label: 'Close', action: 'Close port', done: 'Port closed' },
  withdraw: { label: 'Withdraw', action: 'Withdraw port', done: 'Port withdrawn', isDangerous: true },
}

/** As the button of a page says it: a date that is set is moved, and what was rejected is submitted again. */
export function stepLabel(step: AskedStep, { state }: Pick<Port, 'state'>): string {
  if (step === 'set-date' && DATE_SET.includes(state)) return 'Move the date'
  if (step === 'submit' && state === 'rejected') return 'Submit again as it is'
  return STEP_WORDS[step].label
}

/** What a step does, with its numbers. */
export function consequencesOf(
  step: AskedStep,
  port: Port,
  fees: Fees | undefined,
  timeZone: string,
): readonly string[] {
  const { kind, numberCount, accountName, losingCarrier, nextFee, cutOverAt } = port
  const loser = losingCarrier ?? 'the losing carrier'
  const numbers = plural(numberCount, 'number')
  const price = (fee: PortFee): string => priceText(fees, fee)
  switch (step) {
    case 'submit':
      return [
        nextFee === null
          ? 'It goes to the upstream carrier within a business day.'
          : `${accountName} is charged ${feeText(nextFee)} ${whenCharged(nextFee, 'now')}; each attempt is charged anew.`,
        'The customer is told by e-mail.',
      ]
    case 'lodge':
      return ['The upstream carrier has the request.', 'The customer is told by e-mail.']
    case 'ask-validation':
      return [
        `${loser} says which numbers belong together, and whose they are; it has 5 business days.`,
        `${accountName} is charged ${price('validation')} for the asking.`,
      ]
    case 'confirm-validation':
      return ['The request itself goes to the losing carrier next.']
    case 'pass-on':
      return [`${loser} has the request and answers it.`]
    case 'accept':
      return [
        `${loser} lets the ${numbers} go.`,
        ...(kind === 'complex' ? [`${accountName} is charged ${price(attemptFee(kind, numberCount))} now.`] : []),
        ...(kind === 'complex' ? ['The customer picks the day of the cut-over next; so can you.'] : []),
      ]
    case 'reject':
      return [
        'The customer is told why, and how to put it right; submitting it again is charged anew.',
        ...(kind === 'complex' ? [`${accountName} is charged ${price('complex-reject')} for the rejection.`] : []),
      ]
    case 'set-date':
      return DATE_SET.includes(port.state)
        ? [`Moving a date that is set costs ${price(changeFee(kind))}.`, 'The customer is told the new date.']
        : ['The customer is told the date.', 'The numbers are put on the account by themselves that morning.']
    case 'pre-provision':
      return [
        `${numbers} ${numberCount === 1 ? 'appears' : 'appear'} on the account of ${accountName}; phones may register.`,
        'No call reaches them before the cut-over.',
      ]
    case 'start-cut-over':
      return [
        ...(cutOverAt === null ? [] : [`It is set for ${instantText(cutOverAt, timeZone)}.`]),
        'From now on the port cannot be withdrawn any more.',
        ...(port.outOfHours ? [`${accountName} is charged ${price('out-of-hours')}, as it is out of hours.`] : []),
      ]
    case 'complete':
      return [
        `${numbers} ${numberCount === 1 ? 'is' : 'are'} in service on the account of ${accountName} from now on.`,
        'The rest of the first month of their number plan is charged today.',
        'For 4 hours they may go back in an emergency.',
      ]
    case 'reverse':
      return [
        numberCount === 1
          ? `The number goes back to ${loser} and leaves the account.`
          : `${numbers} go back to ${loser} and leave the account.`,
        `The return costs ${price(attemptFee(kind, numberCount))}; what was charged for the first month is given back.`,
      ]
    case 'close':
      return ['The numbers stay. Nothing can be returned afterwards.']
    case 'withdraw':
      return withdrawalOf(port, price(changeFee(kind)), loser)
  }
}

function withdrawalOf({ state, accountName }: Port, price: string, loser: string): readonly string[] {
  if (state === 'draft') return ['Nothing was charged. The draft ends, and another can be begun.']
  return [
    `The numbers stay with ${loser}.`,
    'Fees that were charged stay charged.',
    ...(DATE_SET.includes(state) ? [`As the date is set, ${accountName} is charged ${price} more.`] : []),
  ]
}

function priceText(fees: Fees | undefined, fee: PortFee): string {
  const amount = fees?.items.find((each) => each.fee === fee)?.amount
  return amount === undefined ? 'a fee' : `${moneyText(amount)} ex GST`
}
