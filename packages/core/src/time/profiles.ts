/**
 * Time limits that a city can start from, each with its source.
 *
 * The sources give handle limits. Where one gives no accept limit or no warning, the figure here is the project's own
 * default, and `source` says so: it is never that city's rule.
 */
import type { Limit } from '../ticket/limit.ts'
import type { Profile } from '../ticket/policy.ts'
import type { Sentence } from '../ticket/primitives.ts'

const minutes = (amount: number): Limit => ({ amount, unit: 'minute' })
const hours = (amount: number): Limit => ({ amount, unit: 'hour' })
const days = (amount: number): Limit => ({ amount, unit: 'day' })
const workingDays = (amount: number): Limit => ({ amount, unit: 'workingDay' })

/** For profiles whose source gives neither accept limit nor warnings. */
const withOwnDefaults = (source: Sentence): Sentence => ({
  zh: `${source.zh}签收时限和预警提前量原文未规定，为本项目默认值。`,
  en: `${source.en} The source sets no accept limit and no warnings: those are this project's defaults.`,
})

const beijingDraft = (zh: string, en: string): Sentence =>
  withOwnDefaults({
    zh: `《北京市接诉即办工作条例（草案）》2021 年征求意见：${zh}。草案，非现行规定。`,
    en: `Beijing, draft regulation on handling complaints on receipt, 2021: ${en}. A draft, not the law in force.`,
  })

/** Emergencies: 2 hours. */
export const beijing2021Emergency: Profile = {
  id: 'beijing-2021-emergency',
  name: { zh: '北京 2021 草案·紧急', en: 'Beijing draft 2021: emergency' },
  source: beijingDraft('紧急类 2 小时', 'emergencies, 2 hours'),
  acceptLimit: minutes(15),
  handleLimit: hours(2),
  acceptWarning: minutes(5),
  handleWarning: minutes(30),
}

/** Water, power, gas and heat: 24 hours. */
export const beijing2021Utility: Profile = {
  id: 'beijing-2021-utility',
  name: { zh: '北京 2021 草案·水电气热', en: 'Beijing draft 2021: utilities' },
  source: beijingDraft('水电气热等 24 小时', 'utilities, 24 hours'),
  acceptLimit: hours(2),
  handleLimit: hours(24),
  acceptWarning: minutes(30),
  handleWarning: hours(4),
}

/** Everything ordinary: 7 days. */
export const beijing2021General: Profile = {
  id: 'beijing-2021-general',
  name: { zh: '北京 2021 草案·一般', en: 'Beijing draft 2021: general' },
  source: beijingDraft('一般类 7 日', 'general matters, 7 days'),
  acceptLimit: workingDays(1),
  handleLimit: days(7),
  acceptWarning: hours(4),
  handleWarning: days(1),
}

/** What is hard to settle: 15 days. */
export const beijing2021Complex: Profile = {
  id: 'beijing-2021-complex',
  name: { zh: '北京 2021 草案·疑难', en: 'Beijing draft 2021: complex' },
  source: beijingDraft('疑难复杂类 15 日', 'complex matters, 15 days'),
  acceptLimit: workingDays(1),
  handleLimit: days(15),
  acceptWarning: hours(4),
  handleWarning: days(2),
}

/** 5 working days. */
export const weifang: Profile = {
  id: 'weifang',
  name: { zh: '潍坊', en: 'Weifang' },
  source: withOwnDefaults({
    zh: '潍坊市 12345 热线公布的办理时限：5 个工作日。',
    en: 'Weifang, published handling limit of the 12345 hotline: 5 working days.',
  }),
  acceptLimit: workingDays(1),
  handleLimit: workingDays(5),
  acceptWarning: hours(4),
  handleWarning: workingDays(1),
}

/** A reply within 5 working days. */
export const jinan: Profile = {
  id: 'jinan',
  name: { zh: '济南', en: 'Jinan' },
  source: withOwnDefaults({
    zh: '济南市 12345 热线公布的答复时限：5 个工作日内答复。',
    en: 'Jinan, published limit of the 12345 hotline: a reply within 5 working days.',
  }),
  acceptLimit: workingDays(1),
  handleLimit: workingDays(5),
  acceptWarning: hours(4),
  handleWarning: workingDays(1),
}

/** What an extension adds in Shandong; goes into `REQUEST_EXTENSION.by`. */
export const shandong2017Extension: Limit = workingDays(7)

/** 15 working days, extended by up to 7; yellow card one working day before due, red card on the first overdue day. */
export const shandong2017: Profile = {
  id: 'shandong-2017',
  name: { zh: '山东 2017', en: 'Shandong 2017' },
  source: {
    zh: '山东省 2017 年 12345 热线办理规定：15 个工作日，可延期 7 个工作日；到期前 1 个工作日黄牌，逾期首日红牌。签收时限及其预警原文未规定，为本项目默认值。',
    en: "Shandong, hotline rules of 2017: 15 working days, extension by 7; yellow card one working day before due, red card on the first overdue day. The source sets no accept limit: that one and its warning are this project's defaults.",
  },
  acceptLimit: workingDays(1),
  handleLimit: workingDays(15),
  acceptWarning: hours(4),
  handleWarning: workingDays(1),
}

/** For the demo city. Hohhot has not published its limits, and these are not them. */
export const demoProfile: Profile = {
  id: 'demo',
  name: { zh: '演示时限', en: 'Demo limits' },
  source: {
    zh: '演示数据：本项目自定，不是任何城市的规定。呼和浩特市未公布办理时限。',
    en: "Demo data: the project's own figures, no city's rule. Hohhot has not published its limits.",
  },
  acceptLimit: workingDays(1),
  handleLimit: workingDays(5),
  acceptWarning: hours(4),
  handleWarning: workingDays(1),
}

/** Every profile that ships, in the order in which a city would look through them. */
export const profiles: Profile[] = [
  demoProfile,
  beijing2021Emergency,
  beijing2021Utility,
  beijing2021General,
  beijing2021Complex,
  weifang,
  jinan,
  shandong2017,
]
