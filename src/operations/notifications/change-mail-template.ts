import { DEFAULT_TEMPLATES } from '#domain/notifications/default-templates.ts'
import type { MailKind } from '#domain/notifications/mail-kinds.ts'
import { checkTemplate, type Template } from '#domain/notifications/template.ts'
import { ProblemError } from '#domain/problem.ts'
import { changedMeanwhile, operation } from '#operations/operation.ts'
import { readMailTemplates, type StoredTemplate } from '#storage/queries/mails.ts'
import { deleteMailTemplate, writeMailTemplate } from '#storage/tables/mail-templates.ts'

export interface TemplateChange {
  readonly kind: MailKind
  readonly template: Template
  /** The version the change was made against, 0 for the default words; undefined: whatever there is. */
  readonly ifVersion: number | undefined
}

/**
 * Gives a kind of mail the reseller's own words.
 *
 * @throws ProblemError 'invalid_value' for a variable nobody knows, naming the nearest.
 */
export const changeMailTemplate = operation({
  name: 'mail-templates.change',
  permission: 'brand.write',
  async run({ db, resellerId, now, audit }, { kind, template, ifVersion }: TemplateChange): Promise<StoredTemplate> {
    const problems = checkTemplate(kind, template)
    if (problems.length > 0) throw new ProblemError(...problems)
    const before = (await readMailTemplates(db, resellerId)).find((own) => own.kind === kind)
    const after = { kind, ...template }
    const current = before?.version ?? 0
    if (ifVersion !== undefined && ifVersion !== current) throw changedMeanwhile('these words')
    const version = await writeMailTemplate(db, resellerId, { ...after, now }, current)
    if (version === undefined) throw changedMeanwhile('these words')
    audit({ subject: `mail template ${kind}`, before: before ?? DEFAULT_TEMPLATES[kind], after: { ...after, version } })
    return { ...after, version }
  },
})

/** Gives a kind of mail its default words back. */
export const resetMailTemplate = operation({
  name: 'mail-templates.reset',
  permission: 'brand.write',
  async run({ db, resellerId, audit }, { kind }: { readonly kind: MailKind }) {
    const before = (await readMailTemplates(db, resellerId)).find((own) => own.kind === kind)
    if (before === undefined) return
    await deleteMailTemplate(db, resellerId, kind)
    audit({ subject: `mail template ${kind}`, before, after: DEFAULT_TEMPLATES[kind] })
  },
})
