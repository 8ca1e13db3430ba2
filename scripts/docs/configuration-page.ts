/** The configuration reference: every setting of the service, from the schemas that read it. */
import { IdentityConfig } from '@chuishao/adapters/identity'
import { settingsTable, type SettingRow } from '@chuishao/adapters/settings'
import { variablePrefix } from '../../examples/service/src/config/read-config.ts'
import { ServiceConfig } from '../../examples/service/src/config/service-config.ts'
import { code, notice, table } from './markdown.ts'

/** The page, in both languages at once: the meanings of settings are. */
export function configurationPage(): string {
  const rows = allSettings()
  const sections = [...new Set(rows.map(sectionOf))]
  return `${notice}

# Configuration of the service 服务的配置

One JSON file (\`--config FILE\`) and the environment, which goes before it. \`*\` stands for a name that you choose, or for
each of a list. **Bold** settings must be there; those below a section that may be absent, once the section is there. Lists in
variables go with commas, objects as JSON; \`NAME_FILE\` names a file that holds the value of \`NAME\`. Relative paths begin at
the configuration file, in variables where the command was given. Unknown names are refused. \`config --check\` tells all
mistakes at once. How to run it: [operate](../operate.md).

一个 JSON 文件（\`--config FILE\`）和环境变量，后者优先。\`*\` 代表自定的名称，或列表中的每一项。**粗体**为必填；所在的节可省略时，写了该节才必填。
变量中列表用逗号分隔，对象用 JSON；\`NAME_FILE\` 指定存放 \`NAME\` 之值的文件。相对路径从配置文件算起，变量中的从执行命令处算起。不认识的名称会被拒绝。
\`config --check\` 一次列出全部错误。

Beside these, \`DATABASE_URL\` is one database for all cities, and \`PORT\` is \`listen.port\`. 此外，\`DATABASE_URL\`
是存放所有城市的一个数据库，\`PORT\` 即 \`listen.port\`。

${sections.map((name) => `## ${name}\n\n${settings(rows.filter((it) => sectionOf(it) === name))}`).join('\n\n')}
`
}

const sectionOf = ({ path }: SettingRow) => path.split('.')[0] ?? ''

/** The service leaves identity to the schema of its own reader. */
function allSettings(): SettingRow[] {
  const identity = settingsTable(IdentityConfig, { prefix: '' }).map(
    ({ variable: _none, ...row }): SettingRow => ({ ...row, path: `identity.${row.path}` }),
  )
  return settingsTable(ServiceConfig, { prefix: variablePrefix }).flatMap((row) =>
    row.path === 'identity.*' ? identity : row,
  )
}

const settings = (rows: readonly SettingRow[]) =>
  table(
    ['setting 配置项', '含义', 'meaning', '可用', 'allowed', 'default 默认'],
    rows.map(({ path, variable, about, allowed, default: value, required }) => [
      [required ? `**${code(path)}**` : code(path), variable && code(variable)].filter(Boolean).join('<br>'),
      about?.zh ?? '',
      about?.en ?? '',
      allowed.zh,
      allowed.en,
      value === undefined ? '' : code(value),
    ]),
  )
