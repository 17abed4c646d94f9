import type { Answer } from '../../../shared/api/wire-types.ts'
import { addressOfDraft, draftOfAddress, type AddressDraft } from '../../../shared/form/address-fields.tsx'
import { contactOfDraft, draftOfContact, type ContactDraft } from '../../../shared/form/contact-fields.tsx'
import { grouped } from './business-number.ts'

/** What is said about a customer, as forms have it: texts, empty where nothing is said. */
export type CustomerDraft = {
  name: string
  legalName: string
  tradingName: string
  abn: string
  acn: string
  arbn: string
  /** Radio buttons know texts only. */
  isConsumer: 'true' | 'false'
  timeZone: string
  paymentMode: 'prepaid' | 'postpaid'
  termsDays: string | number
  creditNote: string
  accountNumber: string
  contacts: { main: ContactDraft; billing: ContactDraft; technical: ContactDraft }
  /** Whether there is one of its own. */
  hasBilling: boolean
  hasTechnical: boolean
  billingAddress: AddressDraft
  serviceAddress: AddressDraft
  /** Services are where bills go. */
  isSameAddress: boolean
}

const TERMS_DAYS = 14

/** The form of an account; of none, an empty one. */
export function draftOf(account: Answer<'readAccount'> | undefined): CustomerDraft {
  const { contacts, billingAddress = null, serviceAddress = null } = account ?? {}
  return {
    name: account?.name ?? '',
    legalName: account?.legalName ?? '',
    tradingName: account?.tradingName ?? '',
    abn: grouped('ABN', account?.abn ?? ''),
    acn: grouped('ACN', account?.acn ?? ''),
    arbn: grouped('ARBN', account?.arbn ?? ''),
    isConsumer: account?.isConsumer === false ? 'false' : 'true',
    timeZone: account?.timeZone ?? '',
    paymentMode: account?.paymentMode ?? 'prepaid',
    termsDays: account?.termsDays ?? TERMS_DAYS,
    creditNote: account?.creditNote ?? '',
    accountNumber: '',
    contacts: {
      main: draftOfContact(contacts?.main),
      billing: draftOfContact(contacts?.billing),
      technical: draftOfContact(contacts?.technical),
    },
    hasBilling: (contacts?.billing ?? null) !== null,
    hasTechnical: (contacts?.technical ?? null) !== null,
    billingAddress: draftOfAddress(billingAddress),
    serviceAddress: draftOfAddress(serviceAddress),
    isSameAddress: JSON.stringify(billingAddress) === JSON.stringify(serviceAddress),
  }
}

/** Who it is, as it travels. */
export function whoOf(draft: CustomerDraft): object {
  const { name, legalName, tradingName, abn, acn, arbn, isConsumer, timeZone } = draft
  return {
    name,
    legalName: orNull(legalName),
    tradingName: orNull(tradingName),
    abn: orNull(abn),
    acn: orNull(acn),
    arbn: orNull(arbn),
    isConsumer: isConsumer === 'true',
    timeZone,
  }
}

/** Whom one reaches about it. */
export function contactsOf({
  contacts: { main, billing, technical },
  hasBilling,
  hasTechnical,
}: CustomerDraft): object {
  return {
    main: contactOfDraft(main),
    billing: hasBilling ? contactOfDraft(billing) : null,
    technical: hasTechnical ? contactOfDraft(technical) : null,
  }
}

/** Where bills go and services are. */
export function addressesOf({ billingAddress, serviceAddress, isSameAddress }: CustomerDraft): object {
  const billing = addressOfDraft(billingAddress)
  return { billingAddress: billing, serviceAddress: isSameAddress ? billing : addressOfDraft(serviceAddress) }
}

/** How it pays; terms are of those who pay after. */
export function payingOf({ paymentMode, termsDays, creditNote }: CustomerDraft): object {
  return {
    paymentMode,
    ...(paymentMode === 'postpaid' && { termsDays: termsDays === '' ? undefined : Number(termsDays) }),
    creditNote,
  }
}

/** The form's field of a field of the API. */
export function fieldOf(path: string): string {
  return path.endsWith('Address.lines') ? `${path}.0` : path
}

function orNull(text: string): string | null {
  return text.trim() === '' ? null : text
}
