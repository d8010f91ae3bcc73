/** What a reviewer of Zapier, or one of its automatic checks, would find. */
export interface DefinitionProblem {
  /**
   * `D004` and the like as in Zapier's "Integration check reference"; `schema` for limits of
   * Zapier's schema; `review` for rules that its reviewers check.
   */
  readonly code: string;
  /** As in `creates.create_invoice.client_id`. */
  readonly where: string;
  /** How to fix it. */
  readonly problem: string;
}
