/** What a page without a build needs of portals: the mapping tester is for whoever writes the description. */
export { descriptionFaultText, InvalidDescriptionError } from './description-fault.ts'
export { mappedGateway } from './mapped-gateway.ts'
export { MissingOptionError } from './missing-option.ts'
export { readDescription } from './read-description.ts'
