import { Checkbox, Fieldset, NativeSelect, Radio, SimpleGrid, Stack, Textarea, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { lineTypesOf } from '#domain/numbers/line-type.ts'
import { PORT_KIND_TERMS, PORT_KINDS } from '#domain/porting/port-kind.ts'
import { AddressFields } from '../form/address-fields.tsx'
import { PhoneInput } from '../form/phone-input.tsx'
import { LINE_TYPE_WORDS } from '../numbers/number-words.ts'
import { isAsked } from './asked-fields.ts'
import { ConsentsInput } from './consents-input.tsx'
import { LosingCarrierInput } from './losing-carrier-input.tsx'
import { LineServicesInput, ServiceTypeInput } from './line-services-input.tsx'
import { BirthDateInput, MobilePaymentInput } from './mobile-inputs.tsx'
import { PORT_KIND_WORDS } from './port-words.ts'
import type { RequestField } from './request-draft.ts'
import type { RequestInputProps } from './request-input-props.ts'

/** The input, or inputs, of one field of a request. The number plan has its own, as only staff choose it. */
export function RequestInput({
  field,
  ...props
}: RequestInputProps & { readonly field: Exclude<RequestField, 'numberPlanId'> }): ReactNode {
  const Input = INPUTS[field]
  return <Input {...props} />
}

/** The inputs of those of these fields that are asked of the request as it is typed so far. */
export function RequestInputs({
  fields,
  ...props
}: RequestInputProps & { readonly fields: readonly Exclude<RequestField, 'numberPlanId'>[] }): ReactNode {
  return fields
    .filter((field) => isAsked(props.draft, field))
    .map((field) => <RequestInput key={field} field={field} {...props} />)
}

const INPUTS: Readonly<Record<Exclude<RequestField, 'numberPlanId'>, (props: RequestInputProps) => ReactNode>> = {
  kind: KindInput,
  numbers: NumbersInput,
  losingCarrier: LosingCarrierInput,
  networkCarrier: ({ inputs }) => (
    <TextInput
      label="Network, if another"
      description="Where the provider only resells: the network it uses, as the bill or its website says."
      autoComplete="off"
      {...inputs('networkCarrier')}
    />
  ),
  mobilePayment: MobilePaymentInput,
  birthDate: BirthDateInput,
  receivesSms: ({ inputs }) => (
    <Checkbox
      label="The SIM takes SMS today"
      description="A code to the number is the quickest way to show that it is whose it is said to be."
      {...inputs('receivesSms', { type: 'checkbox' })}
    />
  ),
  businessNumber: ({ inputs }) => (
    <TextInput
      label="ABN or ACN of the holder"
      description="Of a business: as on the bill, or as the business register has it."
      inputMode="numeric"
      autoComplete="off"
      maw={320}
      {...inputs('businessNumber')}
    />
  ),
  rightsOfUseHolder: ({ inputs }) => (
    <TextInput
      label="Holder of the rights of use"
      description="Who bought the number from the ACMA, or has it from its provider: often the account holder."
      autoComplete="off"
      {...inputs('rightsOfUseHolder')}
    />
  ),
  serviceTypeNow: ServiceTypeInput,
  lineServices: LineServicesInput,
  associatedNumbers: ({ inputs }) => (
    <Textarea
      label="Numbers of the same service that stay"
      description="Numbers on the same bill or line that are not to move. One a line, or a range; leave it empty where there are none."
      autosize
      minRows={1}
      maxRows={8}
      autoComplete="off"
      spellCheck={false}
      {...inputs('associatedNumbers')}
    />
  ),
  consents: ConsentsInput,
  losingAccountNumber: ({ inputs, isOwn = false }) => (
    <TextInput
      label={isOwn ? 'Your account number with them' : 'Account number at the losing carrier'}
      description="Exactly as billed, with its dashes and letters."
      autoComplete="off"
      {...inputs('losingAccountNumber')}
    />
  ),
  holderName: ({ inputs }) => (
    <TextInput
      label="Account holder"
      description="The name exactly as billed, with Pty Ltd and initials."
      autoComplete="off"
      {...inputs('holderName')}
    />
  ),
  serviceAddress: ({ inputs, draft }) => (
    <Fieldset legend="Where the service is connected" variant="unstyled">
      <AddressFields name="serviceAddress" inputs={inputs} country={draft.serviceAddress.country} isStreet />
    </Fieldset>
  ),
  authorisedPerson: AuthorisedPersonInput,
  authorisedOn: ({ inputs }) => (
    <TextInput
      type="date"
      label="Authority given on"
      description="It counts for 90 days."
      maw={220}
      {...inputs('authorisedOn')}
    />
  ),
  isActive: ({ inputs, isOwn = false }) => (
    <Checkbox
      label={
        isOwn
          ? 'The numbers work today, and I will not cancel them before the move is done.'
          : 'Declared: the service works today and is not cancelled before the move is done.'
      }
      {...inputs('isActive', { type: 'checkbox' })}
    />
  ),
  hasComplexServices: ({ inputs }) => (
    <Checkbox
      label="A line hunt, ISDN, fax duet or another such service is on the numbers"
      {...inputs('hasComplexServices', { type: 'checkbox' })}
    />
  ),
  hasRedirection: ({ inputs, isOwn = false }) => (
    <Checkbox
      label={`Calls to the numbers are diverted ${isOwn ? 'by my present provider' : 'at the losing carrier'}`}
      {...inputs('hasRedirection', { type: 'checkbox' })}
    />
  ),
  wantedOn: ({ inputs }) => (
    <TextInput
      type="date"
      label="Preferred day"
      description="10 business days ahead at the least; it is agreed once the move is accepted."
      maw={220}
      {...inputs('wantedOn')}
    />
  ),
  lineType: LineTypeInput,
  destination: ({ inputs, draft }) => (
    <TextInput
      label={draft.kind === 'special' ? 'Where calls to it go' : 'Where calls go, if not to a phone of its own'}
      description={draft.kind === 'special' ? 'The number that answers.' : 'A line or trunk.'}
      autoComplete="off"
      {...inputs('destination')}
    />
  ),
  dayContact: DayContactInput,
  remarks: ({ inputs, isOwn = false }) => (
    <Textarea
      label={isOwn ? 'Anything else we should know' : 'Remarks of the customer'}
      autosize
      minRows={2}
      {...inputs('remarks')}
    />
  ),
}

function KindInput({ inputs, isOwn = false }: RequestInputProps): ReactNode {
  return (
    <Radio.Group label={isOwn ? 'What is moved' : 'Kind of port'} {...inputs('kind')}>
      <Stack gap={8} mt={4}>
        {PORT_KINDS.map((kind) => (
          <Radio key={kind} value={kind} label={PORT_KIND_WORDS[kind]} />
        ))}
      </Stack>
    </Radio.Group>
  )
}

function NumbersInput({ inputs }: RequestInputProps): ReactNode {
  return (
    <Textarea
      label="Numbers to move"
      description="One a line, or a range: 03 7010 1200 - 03 7010 1299."
      placeholder="03 7010 1234"
      autosize
      minRows={2}
      maxRows={12}
      autoComplete="off"
      spellCheck={false}
      {...inputs('numbers')}
    />
  )
}

function AuthorisedPersonInput({ inputs, isOwn = false }: RequestInputProps): ReactNode {
  return (
    <Fieldset legend={isOwn ? 'Who authorises the move' : 'Authorised person'} variant="unstyled">
      <Stack gap="sm">
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
          <TextInput
            label="Name"
            description={
              isOwn
                ? 'Whom your present provider knows as one who may order this.'
                : 'Known to the losing carrier as one who may order this.'
            }
            autoComplete="off"
            {...inputs('authorisedPerson.name')}
          />
          <TextInput label="Position" autoComplete="off" {...inputs('authorisedPerson.position')} />
          <PhoneInput label="Phone" autoComplete="off" {...inputs('authorisedPerson.phone')} />
          <TextInput label="E-mail address" type="email" autoComplete="off" {...inputs('authorisedPerson.email')} />
        </SimpleGrid>
      </Stack>
    </Fieldset>
  )
}

function LineTypeInput({ inputs, draft }: RequestInputProps): ReactNode {
  const [kind] = PORT_KIND_TERMS[draft.kind].numberKinds
  return (
    <NativeSelect
      label="Line type"
      data={lineTypesOf(kind ?? 'geographic').map((type) => ({ value: type, label: LINE_TYPE_WORDS[type] }))}
      {...inputs('lineType')}
    />
  )
}

function DayContactInput({ inputs, isOwn = false }: RequestInputProps): ReactNode {
  return (
    <Fieldset legend={`Whom to reach on the day of the ${isOwn ? 'move' : 'cut-over'}`} variant="unstyled">
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
        <TextInput label="Name" autoComplete="off" {...inputs('dayContact.name')} />
        <PhoneInput label="Phone" autoComplete="off" {...inputs('dayContact.phone')} />
      </SimpleGrid>
    </Fieldset>
  )
}
