/** Whom to write to: about bills the billing contact, else the main one; about faults and ports the technical. */
export type ContactKind = 'main' | 'billing' | 'technical'

export interface Contact {
  readonly name: string
  /** Lower case. */
  readonly email: string
  /** E.164 digits. */
  readonly phone: string | null
}

/** Contacts to put in the place of those there are; null takes one away, undefined leaves it. */
export type ContactChanges = { readonly [Kind in ContactKind]?: Contact | null | undefined }
