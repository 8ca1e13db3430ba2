export { PortalDescription } from './description.ts'
export {
  descriptionFaultText,
  InvalidDescriptionError,
  type DescriptionFault,
  type DescriptionFaultCode,
} from './description-fault.ts'
export { mappedGateway, type MappedGatewayOptions } from './mapped-gateway.ts'
export { MissingOptionError } from './missing-option.ts'
export type { PortalConnectionOptions } from './portal-connection.ts'
export type { OwnPlane } from './own-plane.ts'
export { readDescription, type ReadDescription } from './read-description.ts'
export {
  readSample,
  readSampleList,
  type ReadSample,
  type ReadSampleList,
  type SampleField,
  type UnreadRow,
} from './read-sample.ts'
export { mappingReportText, planeReportText } from './mapping-report.ts'
export type { HistoryFate, HistoryFieldFate, StepFate } from './test-history.ts'
export { UnreadTicketError } from './unread-ticket.ts'
export {
  testMapping,
  type CommandFate,
  type Fate,
  type FieldFate,
  type MappingReport,
  type StatusFate,
} from './test-mapping.ts'
export { testPlane, type PlaneFate } from './test-plane.ts'
