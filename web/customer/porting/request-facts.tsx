import { Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { dayText } from '../../shared/format/dates.ts'
import { phoneText } from '../../shared/format/phone.ts'
import { Facts } from '../../shared/layout/facts.tsx'
import { lineFacts, MOBILE_PAYMENT_WORDS } from '../../shared/porting/line-facts.ts'
import { PORT_KIND_WORDS, type Port } from '../../shared/porting/port-words.ts'

interface PortProps {
  readonly port: Pick<Port, 'request' | 'numberDetails' | 'kind'>
}

const NONE = '–'
const FEW = 12

/** What a request asks to move. */
export function NumbersFacts({ port: { numberDetails, kind, request } }: PortProps): ReactNode {
  const shown = numberDetails.slice(0, FEW)
  return (
    <>
      <Text className="figures" style={{ overflowWrap: 'anywhere' }}>
        {shown.length === 0 ? NONE : shown.map(({ number }) => phoneText(number)).join(', ')}
        {numberDetails.length > FEW && ` and ${numberDetails.length - FEW} more`}
      </Text>
      <Text size="sm" c="dimmed">
        {PORT_KIND_WORDS[kind]}
        {request.destination !== null && `; calls go to ${request.destination}`}
      </Text>
    </>
  )
}

/** What it says about the provider the numbers are with. */
export function ProviderFacts({ port: { request, kind } }: PortProps): ReactNode {
  const { losingCarrier, networkCarrier, losingAccountNumber, holderName, serviceAddress } = request
  const { mobilePayment, businessNumber, rightsOfUseHolder, hasBirthDate } = request
  return (
    <Facts
      facts={[
        { label: 'Provider', value: losingCarrier ?? NONE },
        ...(networkCarrier === null ? [] : [{ label: 'On the network of', value: networkCarrier }]),
        ...(mobilePayment === null ? [] : [{ label: 'Paid', value: MOBILE_PAYMENT_WORDS[mobilePayment] }]),
        ...(mobilePayment === 'prepaid'
          ? [{ label: 'Date of birth', value: hasBirthDate ? 'Kept, not shown' : NONE }]
          : [{ label: 'Account number with them', value: losingAccountNumber ?? NONE }]),
        { label: 'Account holder', value: holderName ?? NONE },
        ...(businessNumber === null ? [] : [{ label: 'ABN or ACN', value: businessNumber }]),
        ...(rightsOfUseHolder === null ? [] : [{ label: 'Rights of use', value: rightsOfUseHolder }]),
        ...(kind === 'mobile'
          ? []
          : [
              {
                label: 'Service address',
                value:
                  serviceAddress === null
                    ? NONE
                    : [
                        ...serviceAddress.lines,
                        [serviceAddress.suburb, serviceAddress.state, serviceAddress.postcode]
                          .filter(Boolean)
                          .join(' '),
                      ].map((line) => <div key={line}>{line}</div>),
              },
            ]),
      ]}
    />
  )
}

/** Who agrees to it. */
export function PersonFacts({ port: { request } }: PortProps): ReactNode {
  const { authorisedPerson: person, authorisedOn } = request
  const reach = [person?.phone === null || person?.phone === undefined ? null : phoneText(person.phone), person?.email]
  return (
    <Facts
      facts={[
        { label: 'Authorised by', value: [person?.name, person?.position].filter(Boolean).join(', ') || NONE },
        { label: 'On', value: authorisedOn === null ? NONE : dayText(authorisedOn) },
        ...(reach.some(Boolean) ? [{ label: 'Reach them', value: reach.filter(Boolean).join(', ') }] : []),
      ]}
    />
  )
}

/** What is on the line today. */
export function LineFacts({ port: { request, kind } }: PortProps): ReactNode {
  return kind === 'mobile' ? null : <Facts facts={lineFacts(request)} />
}

/** What else it says. */
export function OtherFacts({ port: { request } }: PortProps): ReactNode {
  const { isActive, wantedOn, remarks } = request
  return (
    <Facts
      facts={[
        { label: 'The numbers work today', value: isActive ? 'Yes' : 'Not declared' },
        ...(wantedOn === null ? [] : [{ label: 'Day you prefer', value: dayText(wantedOn) }]),
        ...(remarks === '' ? [] : [{ label: 'You wrote', value: remarks }]),
      ]}
    />
  )
}

/** Whom to reach on the day. */
export function DayContactText({ port: { request } }: PortProps): ReactNode {
  const { dayContact } = request
  return (
    <Text>{dayContact === null ? 'Nobody is named yet.' : `${dayContact.name}, ${phoneText(dayContact.phone)}`}</Text>
  )
}
