import { z } from 'zod'
import { businessNumberFault } from '#domain/accounts/business-number.ts'
import { endpoint, type Endpoint } from './endpoint.ts'
import { email, prose, words } from './wire.ts'

const colour = z
  .string()
  .regex(/^#[0-9a-f]{6}$/, 'Write a colour like #0b5d7a.')
  .meta({ examples: ['#0b5d7a'] })

const webAddress = z
  .url({
    protocol: /^https?$/,
    hostname: z.regexes.domain,
    error: 'Write a web address, like https://wattle.example/help.',
  })
  .max(300)

const hostname = z
  .string()
  .max(253)
  .toLowerCase()
  .regex(/^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/, {
    error: 'Write a host name without scheme, port or path, like portal.wattle.example.',
  })

const abn = z
  .string()
  .max(20)
  .regex(/^\d{11}$/, 'Write the ABN as 11 digits without spaces.')
  .superRefine((digits, context) => {
    const fault = businessNumberFault('ABN', digits)
    if (fault !== undefined) context.addIssue({ code: 'custom', message: fault })
  })
  .meta({ examples: ['51824753556'] })

const bank = z
  .object({
    bankName: words(80),
    accountName: words(80),
    bsb: z.string().regex(/^\d{6}$/, 'A BSB has 6 digits; leave the hyphen out.'),
    accountNumber: z.string().regex(/^\d{4,10}$/, 'An account number has 4 to 10 digits.'),
  })
  .strict()
  .meta({ id: 'BankDetails' })

/** A phone number as it is to be read, in any grouping. */
const shownPhone = z
  .string()
  .trim()
  .regex(/^[+(]?[\d][\d ()-]{3,24}$/, 'Write a phone number, like 1300 975 701.')

export const brandFields = {
  name: words(80),
  colour: colour.meta({ description: 'Bars, buttons and links' }),
  accentColour: colour,
  supportEmail: email,
  supportPhone: shownPhone.nullable(),
  supportUrl: webAddress.nullable(),
  legalName: words(120).nullable().meta({ description: 'Who sells; null: the brand’s name' }),
  abn: abn.nullable(),
  address: prose(300).min(1).nullable(),
  bank: bank.nullable(),
  termsUrl: webAddress.nullable(),
  senderName: words(80).nullable(),
  senderEmail: email.nullable(),
  staffHostname: hostname.nullable(),
  customerHostname: hostname.nullable(),
  invoiceFooter: prose(1000),
  complaintsLine: prose(500),
  gstRounding: z.enum(['document', 'line']).meta({ description: 'GST is rounded once a document, or once a line' }),
  gstRegistered: z.boolean(),
}

const pictureUrls = {
  logoUrl: z.string().nullable().meta({ description: 'Path below the server’s address; null: there is none' }),
  faviconUrl: z.string().nullable(),
}

const brand = z
  .object({
    ...brandFields,
    ...pictureUrls,
    warnings: z.array(z.string()).meta({ description: 'What is lawful here and still better put right' }),
    version: z.number().int(),
  })
  .meta({ id: 'Brand' })

const publicBrand = z
  .object({
    name: brandFields.name,
    colour,
    accentColour: colour,
    supportEmail: email,
    supportPhone: brandFields.supportPhone,
    supportUrl: brandFields.supportUrl,
    termsUrl: brandFields.termsUrl,
    ...pictureUrls,
  })
  .meta({ id: 'PublicBrand' })

const pictureKind = z.enum(['logo', 'favicon'])
const savedPicture = z
  .object({ mediaType: z.enum(['image/png', 'image/svg+xml']), bytes: z.number().int(), sha256: z.string() })
  .meta({ id: 'BrandPicture' })
const PICTURES = 'image/png, image/svg+xml'

export const brandEndpoints = {
  readBrand: endpoint({
    id: 'brand.read',
    method: 'GET',
    path: '/brand',
    summary: 'What the reseller’s customers see',
    access: 'brand.read',
    response: brand,
    etag: true,
  }),
  writeBrand: endpoint({
    id: 'brand.write',
    method: 'PATCH',
    path: '/brand',
    summary: 'Change what the reseller’s customers see',
    description: 'Fields that are left out stay as they are.',
    access: 'brand.write',
    body: z.object(brandFields).partial().strict(),
    response: brand,
    etag: true,
  }),
  readPicture: endpoint({
    id: 'brand.picture.read',
    method: 'GET',
    path: '/brand/{pictureKind}',
    summary: 'The logo or favicon',
    access: 'brand.read',
    params: z.object({ pictureKind }),
    media: { response: PICTURES },
  }),
  writePicture: endpoint({
    id: 'brand.picture.write',
    method: 'PUT',
    path: '/brand/{pictureKind}',
    summary: 'Put up a logo or favicon',
    description:
      'A PNG or SVG of at most 200,000 bytes, known by its content. An SVG holds no script and no reference outside itself.',
    access: 'brand.write',
    params: z.object({ pictureKind }),
    response: savedPicture,
    media: { request: PICTURES },
  }),
  removePicture: endpoint({
    id: 'brand.picture.remove',
    method: 'DELETE',
    path: '/brand/{pictureKind}',
    summary: 'Take the logo or favicon down',
    access: 'brand.write',
    params: z.object({ pictureKind }),
  }),
  readPublicBrand: endpoint({
    id: 'brand.public',
    method: 'GET',
    path: '/public-brand',
    summary: 'Whose portal this host name leads to, for the pages before anybody has signed in',
    access: 'public',
    response: publicBrand,
  }),
  readPublicPicture: endpoint({
    id: 'brand.public.picture',
    method: 'GET',
    path: '/public-brand/{pictureKind}',
    summary: 'Its logo or favicon',
    access: 'public',
    params: z.object({ pictureKind }),
    media: { response: PICTURES },
  }),
} satisfies Record<string, Endpoint>
