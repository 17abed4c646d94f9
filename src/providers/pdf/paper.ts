import type { StatementDocument } from '#domain/billing/statement-document.ts'
import type { AuthorityLetter } from '#domain/porting/authority.ts'
import type { RequestForm } from '#domain/porting/request-form.ts'

/** How the reseller's papers look, beside what stands on them. */
export interface PaperLook {
  /** `#rrggbb`. */
  readonly colour: string
  readonly logo: { readonly mediaType: 'image/png' | 'image/svg+xml'; readonly bytes: Uint8Array } | null
}

/** A payment acknowledged. Amounts are decimal dollars with two places, dates `yyyy-mm-dd` in the account's zone. */
export interface ReceiptDocument {
  readonly number: string
  readonly issuedOn: string
  readonly supplier: {
    readonly name: string
    readonly legalName: string
    readonly abn: string | null
    readonly address: string | null
    readonly email: string
    readonly phone: string | null
  }
  readonly buyer: { readonly accountNumber: string; readonly name: string; readonly address: readonly string[] }
  readonly payment: {
    readonly receivedOn: string
    readonly method: string
    readonly reference: string
    readonly amount: string
  }
}

/** Anything that can be made into a PDF: values only, so that a thread can have it. */
export type Paper =
  | { readonly kind: 'statement'; readonly document: StatementDocument; readonly look: PaperLook }
  | { readonly kind: 'receipt'; readonly document: ReceiptDocument; readonly look: PaperLook }
  | { readonly kind: 'authority'; readonly document: AuthorityLetter; readonly look: PaperLook }
  | { readonly kind: 'port-request'; readonly document: RequestForm; readonly look: PaperLook }
