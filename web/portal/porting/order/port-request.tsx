import { Button, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { LINE_TYPE_WORDS } from '../../../shared/numbers/number-words.ts'
import { dayText } from '../../../shared/format/dates.ts'
import { phoneText } from '../../../shared/format/phone.ts'
import { Facts } from '../../../shared/layout/facts.tsx'
import { Section } from '../../../shared/layout/section.tsx'
import { lineFacts, MOBILE_PAYMENT_WORDS } from '../../../shared/porting/line-facts.ts'
import type { Port } from '../../../shared/porting/port-words.ts'
import { AppLink } from '../../../shared/router/app-link.tsx'
import { useDialog } from '../../../shared/router/use-dialog.ts'
import { TargetDialog } from './target-dialog.tsx'

const NONE = '–'

/** What was asked for, as the carriers have it, and what the numbers become here. */
export function PortRequest({ port }: { readonly port: Port }): ReactNode {
  const dialog = useDialog()
  const isOpen = port.changeable.includes('numbers')
  const isTargetOpen = !isOpen && port.changeable.includes('lineType')
  return (
    <>
      <Section
        title="Request"
        actions={
          isOpen && (
            <Button component={AppLink} to={`/porting/${port.id}/request`} variant="default" size="compact-sm">
              Change request
            </Button>
          )
        }
      >
        <Stack gap="sm">
          <AskedFacts port={port} />
          {port.request.remarks !== '' && (
            <div>
              <Text size="sm" c="dimmed">
                Remarks
              </Text>
              <Text style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>{port.request.remarks}</Text>
            </div>
          )}
        </Stack>
      </Section>
      <Section
        title="After the port"
        actions={
          isTargetOpen && (
            <Button variant="default" size="compact-sm" onClick={() => dialog.open('target')}>
              Change
            </Button>
          )
        }
      >
        <TargetFacts port={port} />
      </Section>
      {isTargetOpen && dialog.name === 'target' && <TargetDialog port={port} onClose={dialog.close} />}
    </>
  )
}

function AskedFacts({ port: { request, kind } }: { readonly port: Port }): ReactNode {
  const { serviceAddress, authorisedPerson: person, authorisedOn } = request
  const reach = [person?.phone === null || person?.phone === undefined ? null : phoneText(person.phone), person?.email]
  return (
    <Facts
      facts={[
        ...(request.networkCarrier === null ? [] : [{ label: 'Network', value: request.networkCarrier }]),
        ...(request.mobilePayment === null
          ? []
          : [{ label: 'Paid', value: MOBILE_PAYMENT_WORDS[request.mobilePayment] }]),
        { label: 'Account number there', value: request.losingAccountNumber ?? NONE },
        { label: 'Account holder', value: request.holderName ?? NONE },
        ...(request.businessNumber === null ? [] : [{ label: 'ABN or ACN', value: request.businessNumber }]),
        ...(request.rightsOfUseHolder === null ? [] : [{ label: 'Rights of use', value: request.rightsOfUseHolder }]),
        {
          label: 'Service address',
          value:
            serviceAddress === null
              ? NONE
              : [
                  ...serviceAddress.lines,
                  [serviceAddress.suburb, serviceAddress.state, serviceAddress.postcode].filter(Boolean).join(' '),
                ].map((line) => <div key={line}>{line}</div>),
        },
        {
          label: 'Authorised by',
          value:
            person === null ? (
              NONE
            ) : (
              <>
                {[person.name, person.position].filter(Boolean).join(', ')}
                <div>{reach.filter(Boolean).join(', ')}</div>
              </>
            ),
        },
        { label: 'Authority of', value: authorisedOn === null ? NONE : dayText(authorisedOn) },
        { label: 'Declared', value: request.isActive ? 'The service works' : 'Not declared to work' },
        ...(kind === 'mobile' ? [] : lineFacts(request)),
        ...(kind === 'complex'
          ? [{ label: 'Preferred day', value: request.wantedOn === null ? NONE : dayText(request.wantedOn) }]
          : []),
      ]}
    />
  )
}

function TargetFacts({ port: { request } }: { readonly port: Port }): ReactNode {
  const { numberPlan, lineType, destination, dayContact } = request
  return (
    <Facts
      facts={[
        { label: 'Number plan', value: numberPlan?.name ?? NONE },
        { label: 'Line type', value: lineType === null ? NONE : LINE_TYPE_WORDS[lineType] },
        { label: 'Calls go to', value: destination ?? 'A phone of its own' },
        {
          label: 'Contact on the day',
          value: dayContact === null ? NONE : `${dayContact.name}, ${phoneText(dayContact.phone)}`,
        },
      ]}
    />
  )
}
