import type { SendMailOptions } from 'nodemailer'
import type { Message } from './mailer.ts'

/** A message as nodemailer takes it. */
export function toMailOptions(message: Message): SendMailOptions {
  const { messageId, from, replyTo, to, subject, text, html, attachments, at } = message
  return {
    messageId: `<${messageId}>`,
    from: { name: from.name, address: from.address },
    replyTo,
    to: { name: '', address: to },
    subject,
    text,
    html,
    date: at,
    // Nobody answers these, and no holiday reply is wanted: RFC 3834 §5.
    headers: { 'Auto-Submitted': 'auto-generated' },
    xMailer: false,
    attachments: attachments.map(({ fileName, contentType, content }) => ({
      filename: fileName,
      contentType,
      content,
    })),
  }
}
