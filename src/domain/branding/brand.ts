/** What a reseller's customers see of it, everywhere: portals, bills, e-mail. What is null or empty is left out. */
export interface Brand {
  readonly name: string
  /** `#rrggbb`: bars, buttons and links. */
  readonly colour: string
  /** `#rrggbb`: what is to stand out. */
  readonly accentColour: string
  readonly supportEmail: string
  readonly supportPhone: string | null
  /** http or https. */
  readonly supportUrl: string | null
  /** Who sells: on tax invoices. Null: the brand's name. */
  readonly legalName: string | null
  /** Eleven digits, checked. A tax invoice must carry it. */
  readonly abn: string | null
  /** Several lines. */
  readonly address: string | null
  readonly bank: BankDetails | null
  readonly termsUrl: string | null
  /** From whom e-mail comes. Null: the brand's name, and the address the installation sends from; answers go to support. */
  readonly senderName: string | null
  readonly senderEmail: string | null
  /** Host names the portals are reached by, without scheme or port; each belongs to one reseller only. */
  readonly staffHostname: string | null
  readonly customerHostname: string | null
  /** Below every statement and invoice. */
  readonly invoiceFooter: string
  /** How to complain, and to whom if that does not help: on every bill. */
  readonly complaintsLine: string
  /** Whether GST is rounded once a document or once a line. */
  readonly gstRounding: 'document' | 'line'
  /** One that is not registered charges no GST and issues no tax invoices. */
  readonly gstRegistered: boolean
}

/** Where customers pay by transfer; the reference is their account number. */
export interface BankDetails {
  readonly bankName: string
  readonly accountName: string
  /** Six digits. */
  readonly bsb: string
  /** Four to ten digits. */
  readonly accountNumber: string
}

/** What a brand has beside its name, colour and support e-mail before anybody said more. */
export const BRAND_DEFAULTS: Omit<Brand, 'name' | 'colour' | 'supportEmail'> = {
  accentColour: '#1971c2',
  supportPhone: null,
  supportUrl: null,
  legalName: null,
  abn: null,
  address: null,
  bank: null,
  termsUrl: null,
  senderName: null,
  senderEmail: null,
  staffHostname: null,
  customerHostname: null,
  invoiceFooter: '',
  complaintsLine:
    'If we have not put it right, the Telecommunications Industry Ombudsman is free and independent: tio.com.au.',
  gstRounding: 'document',
  gstRegistered: true,
}

/**
 * Where a portal of the brand is found, without a path: by its own host name, else where the installation is.
 *
 * @param installation `https://phones.example.com`.
 */
export function portalAddress(
  brand: Pick<Brand, 'staffHostname' | 'customerHostname'>,
  portal: 'staff' | 'customer',
  installation: string,
): string {
  const hostname = portal === 'staff' ? brand.staffHostname : brand.customerHostname
  return hostname === null ? installation : `https://${hostname}`
}
