/** One typed configuration from a file and the environment. */
export { maskSettings } from './mask-settings.ts'
export { nearestName } from './nearest-name.ts'
export {
  readSettings,
  type LookAtSection,
  type ReadSettings,
  type ReadSettingsOptions,
} from './read-settings.ts'
export { secret, setting, type SettingMeaning } from './setting.ts'
export { passedOver, schemaFaults } from './schema-faults.ts'
export { faultText, type SettingFault, type SettingFaultCode } from './setting-fault.ts'
export { settingsTable, type SettingRow } from './settings-table.ts'
