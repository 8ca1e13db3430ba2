export { Anchor, isSignedBy, signAnchor, type AnchoredHead } from './anchor.ts'
export {
  anchorOf,
  auditDatabase,
  type AuditOptions,
  type AuditProgress,
  type AuditReport,
  type TenantAudit,
} from './audit-database.ts'
export { photoCheck, type CheckPhoto, type PhotoState } from './check-photo.ts'
export type { AuditRule, Break } from './break.ts'
