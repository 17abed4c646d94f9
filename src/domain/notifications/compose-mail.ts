import type { Brand } from '#domain/branding/brand.ts'
import { contrastRatio } from '#domain/branding/contrast.ts'
import { fillTemplate, type Template, type Values } from './template.ts'

/** What a mail takes of the brand. */
export type MailBrand = Pick<Brand, 'name' | 'colour' | 'supportEmail' | 'supportPhone' | 'supportUrl'>

export interface ComposedMail {
  readonly subject: string
  /** Plain text. */
  readonly text: string
  /** The same as a page: nothing in it is loaded from anywhere. */
  readonly html: string
}

/** The longest subject: RFC 5322 §2.1.1 wants a line below 998, and people read far less. */
const LONGEST_SUBJECT = 200

/** A mail's subject, text and page from its template, in the brand's name and colour. Values may hold anything. */
export function composeMail(template: Template, values: Values, brand: MailBrand): ComposedMail {
  const known = { ...values, ...brandValues(brand) }
  const subject = oneLine(fillTemplate(template.subject, known)).slice(0, LONGEST_SUBJECT)
  const paragraphs = template.body
    .split(/\n\s*\n/)
    .map((words) => ({ words: words.trim(), filled: fillTemplate(words, known).trim() }))
    .filter(({ filled }) => filled !== '')
  return {
    subject,
    text: `${paragraphs.map(({ filled }) => filled).join('\n\n')}\n\n-- \n${supportLines(brand).join('\n')}\n`,
    html: page(subject, brand, paragraphs),
  }
}

function brandValues({ name, supportEmail, supportPhone }: MailBrand): Values {
  return { 'brand.name': name, 'brand.supportEmail': supportEmail, 'brand.supportPhone': supportPhone ?? '' }
}

function supportLines({ name, supportEmail, supportPhone, supportUrl }: MailBrand): readonly string[] {
  return [name, supportEmail, supportPhone, supportUrl].filter((line) => line !== null && line !== '') as string[]
}

function page(
  subject: string,
  brand: MailBrand,
  paragraphs: readonly { readonly words: string; readonly filled: string }[],
): string {
  const body = paragraphs.map(({ words, filled }) =>
    /^\{\{\s*(?:link|port\.page)\s*\}\}$/.test(words)
      ? button(filled, brand.colour)
      : `<p style="margin:0 0 16px">${inHtml(filled)}</p>`,
  )
  const name = escapeHtml(brand.name)
  const support = supportLines(brand).map(inHtml).join('<br>')
  return `<!doctype html>
<html lang="en-AU">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(subject)}</title></head>
<body style="${STYLES.page}">
<div style="max-width:600px;margin:0 auto;background:#ffffff">
<div style="border-top:6px solid ${escapeHtml(brand.colour)};${STYLES.head}">${name}</div>
<div style="padding:8px 32px 16px">
${body.join('\n')}
</div>
<div style="${STYLES.foot}">${support}</div>
</div>
</body>
</html>
`
}

/** In the elements themselves: many mail programs drop a style sheet. */
const STYLES = {
  page: 'margin:0;background:#f4f5f7;color:#1f2328;font:16px/1.5 system-ui,-apple-system,Segoe UI,Roboto,Arial,sans-serif',
  head: 'padding:24px 32px 8px;font-size:20px;font-weight:600',
  foot: 'padding:16px 32px 24px;border-top:1px solid #d8dbe0;color:#57606a;font-size:13px',
  button: 'display:inline-block;padding:10px 20px;border-radius:6px;text-decoration:none',
} as const

function button(link: string, colour: string): string {
  // Text that is no address of a page would be a button to nowhere, or worse.
  if (!/^https?:\/\//.test(link)) return `<p style="margin:0 0 16px">${inHtml(link)}</p>`
  const href = escapeHtml(link)
  const style = `${STYLES.button};background:${escapeHtml(colour)};color:${textOn(colour)}`
  return `<p style="margin:0 0 16px"><a href="${href}" style="${style}">Open</a></p>
<p style="margin:0 0 16px;font-size:13px;word-break:break-all"><a href="${href}">${href}</a></p>`
}

/** Escaped, with line breaks kept and addresses of pages as links. */
function inHtml(text: string): string {
  return escapeHtml(text)
    .replaceAll(/https?:\/\/[^\s<>"'&]+(?:&amp;[^\s<>"'&]+)*/g, (url) => `<a href="${url}">${url}</a>`)
    .replaceAll('\n', '<br>\n')
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? '')
}

/** A subject is one line: what would begin a header of its own is a space. */
function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim()
}

/** Black or white, whichever is read on the colour. */
function textOn(colour: string): string {
  return contrastRatio('#ffffff', colour) >= contrastRatio('#000000', colour) ? '#ffffff' : '#000000'
}
