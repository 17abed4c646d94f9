import type { Answer, Body } from '../../../shared/api/wire-types.ts'

type Brand = Answer<'readBrand'>

/** The brand as its form holds it: what is not there is an empty field. */
export interface BrandValues extends Record<string, unknown> {
  readonly name: string
  readonly colour: string
  readonly accentColour: string
  readonly supportEmail: string
  readonly supportPhone: string
  readonly supportUrl: string
  readonly legalName: string
  readonly abn: string
  readonly address: string
  readonly bank: {
    readonly bankName: string
    readonly accountName: string
    readonly bsb: string
    readonly accountNumber: string
  }
  readonly termsUrl: string
  readonly senderName: string
  readonly senderEmail: string
  readonly staffHostname: string
  readonly customerHostname: string
  readonly invoiceFooter: string
  readonly complaintsLine: string
  readonly gstRounding: Brand['gstRounding']
  readonly gstRegistered: boolean
}

export function valuesOf(brand: Brand): BrandValues {
  return {
    name: brand.name,
    colour: brand.colour,
    accentColour: brand.accentColour,
    supportEmail: brand.supportEmail,
    supportPhone: brand.supportPhone ?? '',
    supportUrl: brand.supportUrl ?? '',
    legalName: brand.legalName ?? '',
    abn: brand.abn ?? '',
    address: brand.address ?? '',
    bank: brand.bank ?? { bankName: '', accountName: '', bsb: '', accountNumber: '' },
    termsUrl: brand.termsUrl ?? '',
    senderName: brand.senderName ?? '',
    senderEmail: brand.senderEmail ?? '',
    staffHostname: brand.staffHostname ?? '',
    customerHostname: brand.customerHostname ?? '',
    invoiceFooter: brand.invoiceFooter,
    complaintsLine: brand.complaintsLine,
    gstRounding: brand.gstRounding,
    gstRegistered: brand.gstRegistered,
  }
}

export function bodyOf(values: BrandValues): Body<'writeBrand'> {
  const { bank } = values
  const hasBank = Object.values(bank).some((field) => field.trim() !== '')
  return {
    ...values,
    colour: values.colour.toLowerCase(),
    accentColour: values.accentColour.toLowerCase(),
    supportPhone: orNull(values.supportPhone),
    supportUrl: orNull(values.supportUrl),
    legalName: orNull(values.legalName),
    abn: orNull(values.abn.replaceAll(' ', '')),
    address: orNull(values.address),
    bank: hasBank ? { ...bank, bsb: digitsOf(bank.bsb), accountNumber: digitsOf(bank.accountNumber) } : null,
    termsUrl: orNull(values.termsUrl),
    senderName: orNull(values.senderName),
    senderEmail: orNull(values.senderEmail),
    staffHostname: orNull(values.staffHostname),
    customerHostname: orNull(values.customerHostname),
  }
}

function orNull(text: string): string | null {
  return text.trim() === '' ? null : text
}

/** People write a BSB as 062-000 and an account with spaces. */
function digitsOf(text: string): string {
  return text.replaceAll(/[ -]/g, '')
}
