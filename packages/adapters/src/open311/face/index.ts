export { open311Face, open311Path, type Open311FaceOptions } from './open311-face.ts'
export type { Published } from './requests.ts'
export { publicStates, type PublicState } from './states.ts'
