import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createTransport } from 'nodemailer'
import { toMailOptions } from './mail-options.ts'
import type { Mailer } from './mailer.ts'

/**
 * The stand-in for a mail server where none is configured: every mail becomes a file of the folder that any mail program
 * opens, and waits. Readable by the installation's user only, for there may be sign-in links in them.
 *
 * @param folder absolute; made when the first mail comes.
 */
export function createFileOutbox(folder: string): Mailer {
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'unix' })
  return {
    send: async (message) => {
      const { message: eml } = await transport.sendMail(toMailOptions(message))
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const name = `${message.messageId.replace(/@.*$/, '')}.eml`
      const file = join(folder, name)
      await writeFile(`${file}.part`, eml as Buffer, { mode: 0o600 })
      await rename(`${file}.part`, file)
      return {
        outcome: 'waiting',
        // Seen by resellers: where the folder lies on disk is the operator's to know.
        answer: `No mail server is configured. The operator has the mail as ${name}; send it again once there is one.`,
      }
    },
    close: () => {},
  }
}
