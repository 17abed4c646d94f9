import { addressFault } from '#domain/accounts/postal-address.ts'
import { dialledForm } from '#domain/numbers/describe-number.ts'
import { phoneText } from '#domain/phone-text.ts'
import { finding, type Finding } from './finding.ts'
import { isAskedOf, type PortRequest } from '../port-request.ts'
import { compareNames } from '../same-holder.ts'

/** What is known of the customer, whose bill it should be. */
export interface BillFacts {
  /** The names it goes by, the registered one first. */
  readonly customerNames: readonly string[]
  /** Its ABN and ACN. */
  readonly customerNumbers: readonly string[]
  /** The account holder of its last port from this carrier that was accepted. */
  readonly acceptedName: string | undefined
}

/** Whether what stands on the bill is likely as it was typed. */
export function billFindings(request: PortRequest, facts: BillFacts): readonly Finding[] {
  return [...accountNumber(request), ...holder(request, facts), ...address(request), ...rightsOfUse(request)]
}

/** Beside a digit, and of no word. */
const LONE_O = /(?<![A-Za-z])[oO]+(?=\d)|(?<=\d)[oO]+(?![A-Za-z])/
const LONE_L = /(?<![A-Za-z])[lI]+(?=\d)|(?<=\d)[lI]+(?![A-Za-z])/

function accountNumber({ kind, losingAccountNumber: text, mobilePayment, numbers }: PortRequest): readonly Finding[] {
  if (text === null || (kind === 'mobile' && mobilePayment === 'prepaid')) return []
  const found = (code: string, severity: 'warning' | 'note', message: string, fix: string): readonly Finding[] => [
    finding(severity, { code, reason: 'account-mismatch', message, fix, field: 'losingAccountNumber' }),
  ]
  const plain = text.replaceAll(/[\s.-]/g, '')
  if (LONE_O.test(plain))
    return found('letter-o', 'warning', `${text} has the letter O among digits.`, 'Where the bill has zeros, type 0.')
  if (LONE_L.test(plain))
    return found('letter-l', 'warning', `${text} has a letter l or I among digits.`, 'Where the bill has ones, type 1.')
  if (numbers.some(({ number }) => [number, dialledForm(number)].includes(plain)))
    return found(
      'account-is-number',
      'warning',
      'The account number is the number that moves.',
      'Copy the account number from the head of the bill; few carriers use the phone number for it.',
    )
  if (plain.length < 5)
    return found('account-short', 'warning', `${text} is short for an account number.`, 'Compare it with the bill.')
  if (!/\s/.test(text)) return []
  return found('account-spaces', 'note', `${text} has spaces.`, 'Keep them only where the bill prints them.')
}

function holder(request: PortRequest, facts: BillFacts): readonly Finding[] {
  const { holderName, businessNumber } = request
  const { customerNames, customerNumbers, acceptedName } = facts
  const found = (code: string, severity: 'warning' | 'note', message: string, fix: string, field = NAME): Finding =>
    finding(severity, { code, reason: 'name-mismatch', message, fix, field })
  const findings: Finding[] = []
  const [registered = ''] = customerNames
  const likeness = holderName === null ? 'not-stated' : compareNames(holderName, customerNames)
  if (likeness === 'different') {
    const message = `The account here is in the name of ${registered}, and the bill in that of ${holderName ?? ''}.`
    findings.push(
      found('other-holder', 'warning', message, 'See whose name is on the bill; that person has to authorise it.'),
    )
  }
  if (likeness === 'close') {
    const message = `${holderName ?? ''} is nearly the name the account has here, ${registered}.`
    findings.push(found('name-nearly', 'note', message, 'Compare every letter with the bill.'))
  }
  if (likeness === 'same' && holderName !== null && !LEGAL_FORM.test(holderName) && LEGAL_FORM.test(registered)) {
    const message = `The registered name is ${registered}; ${holderName} leaves something out.`
    findings.push(
      found('legal-form', 'warning', message, 'Carriers compare Pty Ltd, too: write it as it is on the bill.'),
    )
  }
  if (acceptedName !== undefined && holderName !== null && compareNames(holderName, [acceptedName]) !== 'same') {
    const message = `This carrier accepted an earlier port in the name of ${acceptedName}.`
    findings.push(found('name-accepted', 'warning', message, 'Use that name, unless this bill is in another.'))
  }
  if (
    businessNumber !== null &&
    customerNumbers.length > 0 &&
    !customerNumbers.some((own) => isSame(own, businessNumber))
  ) {
    const message = 'The ABN or ACN is another than the account has here.'
    findings.push(
      found('other-business', 'warning', message, 'Look whose it is; the holder has to authorise the port.', NUMBER),
    )
  }
  return findings
}

const NAME: keyof PortRequest = 'holderName'
const NUMBER: keyof PortRequest = 'businessNumber'
const LEGAL_FORM = /\b(?:pty|proprietary|p\s*\/\s*l|ltd|limited)\b/i

/** An ABN of a company ends with its ACN. */
function isSame(one: string, other: string): boolean {
  return one === other || one.endsWith(other) || other.endsWith(one)
}

function address(request: PortRequest): readonly Finding[] {
  const { kind, serviceAddress, numbers } = request
  if (serviceAddress === null || !isAskedOf(kind, 'serviceAddress')) return []
  const said = { reason: 'address-mismatch', field: 'serviceAddress' } as const
  if (serviceAddress.country !== 'AU') {
    const message = 'The service address is not in Australia, where the numbers are.'
    const fix = 'Give the street at which the service is connected.'
    return [finding('would-be-rejected', { code: 'address-abroad', message, fix, ...said })]
  }
  const fault = addressFault(serviceAddress)
  if (fault !== undefined) {
    const fix = 'Copy the address of the service from the bill.'
    return [finding('would-be-rejected', { code: 'postcode-elsewhere', message: fault.message, fix, ...said })]
  }
  const elsewhere = numbers.filter(({ state }) => state !== undefined && state !== serviceAddress.state)
  const [first] = elsewhere
  if (first === undefined) return []
  const place = `${first.region}, ${first.state ?? ''}`
  const message = `${phoneText(first.number)} is a number of ${place}; the service address is in ${serviceAddress.state}.`
  const fix =
    'Give the address where the service is connected, not where the bill goes; near a border both may be right.'
  const which = elsewhere.map(({ number }) => number)
  return [finding('warning', { code: 'state-elsewhere', message, fix, numbers: which, ...said })]
}

function rightsOfUse({ kind, rightsOfUseHolder, holderName }: PortRequest): readonly Finding[] {
  if (kind !== 'special') return []
  const field = 'rightsOfUseHolder'
  if (rightsOfUseHolder === null) {
    const message = 'It is not said who holds the rights of use of the number.'
    const fix = 'Look it up in the register of numbers, or ask: only the holder may move it.'
    return [finding('warning', { code: 'rights-unsaid', reason: 'insufficient-info', message, fix, field })]
  }
  if (holderName === null || compareNames(rightsOfUseHolder, [holderName]) === 'same') return []
  const message = `${rightsOfUseHolder} holds the rights of use, and the bill is in the name of ${holderName}.`
  const fix = 'Have the holder of the rights of use authorise the port.'
  return [finding('warning', { code: 'rights-elsewhere', reason: 'name-mismatch', message, fix, field })]
}
