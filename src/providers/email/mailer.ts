/** One e-mail to one person, ready to go. */
export interface Message {
  /** The same for every attempt, so that whoever gets it twice can tell. Without angle brackets. */
  readonly messageId: string
  readonly from: { readonly name: string; readonly address: string }
  readonly replyTo: string
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html: string
  readonly attachments: readonly Attachment[]
  readonly at: Date
}

export interface Attachment {
  readonly fileName: string
  readonly contentType: string
  readonly content: Buffer
}

/** What came of it, and what the other side said. */
export interface Handover {
  /**
   * sent: a server took it on. refused: it never will be taken. not-now: worth another try. waiting: there is no server,
   * and a person has to send it again once there is.
   */
  readonly outcome: 'sent' | 'refused' | 'not-now' | 'waiting'
  /** One line. */
  readonly answer: string
}

/** Hands e-mail over to whoever carries it. Never throws for what the other side says or does. */
export interface Mailer {
  send(message: Message): Promise<Handover>
  close(): void
}
