/** Where the calls behind a line are: for <AppLink>. */
export interface CallsPlace {
  readonly to: string
  readonly search: Readonly<Record<string, string>>
}
