/** Whether a word can only be what a person is called. */

/** A surname of the commonest (公安部户政管理研究中心, 全国姓名报告) with a given name, or a nickname as in 小赵, 老李. */
const name =
  /^(?:[王李张刘陈杨黄赵周吴徐孙马朱胡郭何高林罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任姚卢傅钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段雷黎史龙陶贺顾毛郝龚邵万钱严赖覃洪武莫孔云]\p{Script=Han}{1,2}|[小老阿大]\p{Script=Han})$/u

export const isPersonsName = (word: string): boolean => name.test(word)
