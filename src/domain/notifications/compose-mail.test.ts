import { expect, test } from 'vitest'
import { composeMail, type MailBrand } from './compose-mail.ts'
import { DEFAULT_TEMPLATES } from './default-templates.ts'
import { MAIL_KINDS } from './mail-kinds.ts'
import { checkTemplate, sampleValues } from './template.ts'

const BRAND: MailBrand = {
  name: 'Wattle & Sons <Voice>',
  colour: '#0b5d7a',
  supportEmail: 'help@wattle.example',
  supportPhone: '1300 975 701',
  supportUrl: null,
}

test.each(MAIL_KINDS)('the words of %s can be used, and leave no brace and no gap', (kind) => {
  expect(checkTemplate(kind, DEFAULT_TEMPLATES[kind])).toEqual([])
  const mail = composeMail(DEFAULT_TEMPLATES[kind], sampleValues(kind), BRAND)
  for (const words of [mail.subject, mail.text, mail.html]) expect(words).not.toMatch(/[{}]{2}|undefined|Tollgate/i)
  expect(mail.text).toContain('help@wattle.example')
})

test('what a value holds is words, in the page, the subject and the text', () => {
  const values = { 'person.name': '<img src=x onerror=alert(1)>\r\nBcc: all@example.com', 'link.expires': '' }
  const template = { subject: 'Hello {{person.name}}', body: 'Dear {{ person.name }},\n\n{{link}}' }
  const mail = composeMail(template, { ...values, link: 'javascript:alert(1)' }, BRAND)
  expect(mail.subject).toBe('Hello <img src=x onerror=alert(1)> Bcc: all@example.com')
  expect(mail.html).not.toContain('<img')
  expect(mail.html).not.toContain('href="javascript')
  expect(mail.html).toContain('Wattle &amp; Sons &lt;Voice&gt;')
  expect(mail.text).toContain('-- \nWattle & Sons <Voice>\nhelp@wattle.example\n1300 975 701\n')
})

test('a link of its own paragraph is a button, in colours that can be read', () => {
  const link = 'https://portal.example.com/reset?token=a&next="b"'
  const { html } = composeMail({ subject: 'x', body: 'Before\n\n{{link}}' }, { link }, { ...BRAND, colour: '#ffe066' })
  expect(html).toContain('href="https://portal.example.com/reset?token=a&amp;next=&quot;b&quot;"')
  expect(html).toContain('background:#ffe066;color:#000000')
})

test('a value is put in once: braces in it stay words', () => {
  const mail = composeMail({ subject: '{{reason}}', body: 'x' }, { reason: '{{link}}', link: 'secret' }, BRAND)
  expect(mail.subject).toBe('{{link}}')
})

test.each([
  [{ subject: 'Invoice {{statement.nummer}}', body: 'x' }, 'subject', 'did you mean "statement.number"?'],
  [{ subject: 'x', body: 'Dear {{customer}}' }, 'body', 'There is no variable {{customer}} here'],
  [{ subject: 'x', body: 'Dear {{customer.name}' }, 'body', 'two braces on each side'],
  [{ subject: '{{constructor}}', body: 'x' }, 'subject', 'There is no variable {{constructor}} here'],
])('%j is refused at its field', (template, field, message) => {
  expect(checkTemplate('statement', template)).toEqual([
    expect.objectContaining({ code: 'invalid_value', field, message: expect.stringContaining(message) as string }),
  ])
})

test('a mail that is its link keeps it', () => {
  for (const body of ['{{link}}\n\nhttps://evil.example/?{{link}}', 'Go to {{link}} now']) {
    expect(checkTemplate('invitation', { subject: 'Welcome', body })).toEqual([
      expect.objectContaining({ field: 'body', message: 'Write {{link}} once, as a paragraph of its own.' }),
    ])
  }
  expect(checkTemplate('invitation', { subject: 'Welcome', body: 'Hello {{person.name}}' })).toEqual([
    expect.objectContaining({ field: 'body', message: expect.stringContaining('keep {{link}}') as string }),
  ])
})
