import type { PortOutStep } from '#domain/porting/port-out-state.ts'
import type { Answer } from '../../../shared/api/wire-types.ts'
import { plural } from '../../../shared/format/counts.ts'
import { instantText } from '../../../shared/format/dates.ts'
import { moneyText } from '../../../shared/format/money.ts'
import type { PortOut } from '../../../shared/porting/port-out-words.ts'

type Ends = Answer<'readPortOutConsequences'>

/** What a step does, with its numbers. */
export function stepConsequences(
  step: PortOutStep,
  portOut: PortOut,
  ends: Ends | undefined,
  timeZone: string,
): readonly string[] {
  const numbers = plural(portOut.numbers.length, 'number')
  switch (step) {
    case 'start-verifying':
      return ['Compare what the carrier stated with what we have, and ask the customer where something differs.']
    case 'verify':
      return [
        `${portOut.gainingCarrier} may have ${portOut.numbers.length === 1 ? 'the number' : `the ${numbers}`}; the day is set next.`,
      ]
    case 'schedule':
      return ['Until then the numbers work as before. They leave only when somebody releases them.']
    case 'release':
      return releaseWords(portOut, numbers, ends)
    case 'undo-release':
      return [
        `${numbers} ${portOut.numbers.length === 1 ? 'is' : 'are'} on the account again as before, and what the release charged is taken back.`,
        ...(portOut.undoUntil === null ? [] : [`It can be done until ${instantText(portOut.undoUntil, timeZone)}.`]),
        'Calls that came in meanwhile wait in suspense; try them again afterwards.',
      ]
    case 'refuse':
      return ['The numbers stay. Tell the carrier the reason.']
    case 'cancel':
      return ['The numbers stay.']
  }
}

function releaseWords({ accountName }: PortOut, numbers: string, ends: Ends | undefined): readonly string[] {
  const words = [
    `${numbers} ${numbers === '1 number' ? 'leaves' : 'leave'} ${accountName} now. Calls until this moment are billed; calls after it are nobody’s.`,
    'The inventory has them as retired: nobody is given them.',
  ]
  if (ends === undefined) return words
  const { monthly, numbersLeft, balance, fee } = ends
  return [
    ...words,
    `${moneyText(monthly)} a month ex GST ends. What is charged for this month stays, but of numbers added today.`,
    ...(Number(fee) > 0 ? [`The account is charged ${moneyText(fee)} ex GST.`] : []),
    ...(balance.startsWith('-') ? [`${moneyText(balance.slice(1))} stays owed; the next statement has it.`] : []),
    numbersLeft === 0
      ? 'The account has no number left.'
      : `${plural(numbersLeft, 'number')} ${numbersLeft === 1 ? 'stays' : 'stay'} on the account.`,
    'A release in error can be undone for four hours.',
  ]
}
