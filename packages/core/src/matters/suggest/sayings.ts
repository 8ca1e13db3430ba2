/**
 * Words that say the same in a complaint, a line for each meaning: 灯瞎了, 灯不着 and 灯灭 are all 灯不亮. General knowledge of
 * how people speak, of no list in particular; a list's own everyday words come on top of it.
 */
const lines = `
坏 破损 损坏 故障 不好使 用不了 不能用 烂 趴窝 失灵 坏了
缺 丢失 没了 少了 不见了 让人偷 被偷 缺失
不亮 不着 灭 黑灯 黑咕隆咚 一片黑 瞎了 看不见亮 黑漆漆
漏 渗 滴水 滴答 淌水 滋水 喷水 跑水 漏水 冒水 返潮
堵 不通 塞 糊死 返水 往上返 返上来 反水 下不去 排不下去
满 溢 冒尖 冒出来 往外冒 外溢 满溢
臭 难闻 馊 异味 怪味 气味 味道 一股味 恶臭 刺鼻 味可大
噪 吵 噪声 噪音 扰民 嗡嗡 咚咚 咣咣 咣当 闹腾 响 鬼哭狼嚎 睡不成 睡不着 没法睡 吵醒 震得 大喇叭 低音 音箱 音响
歪 斜 倾斜 倾倒 要倒 晃 晃荡 晃悠 摇晃 松动 松了
塌 塌陷 陷下 下沉 往下沉 空洞 地陷
坑 坑洼 坑坑洼洼 不平 颠
裂 开裂 裂缝 裂了 裂口 缝
掉 脱落 坠落 往下掉 掉下来 砸
冷 凉 冰凉 冻 不热 不暖和 温度低 温乎 度
收费 要钱 收钱 乱收 扣钱 涨价 贵 多收 费用 计费 扣我
退费 退钱 退款 不退 不给退 退不出来 退
停车 停着 停满 乱停 违停 横在 双排
车位 停车位 泊位 停车场 地方停
占 占用 占着 占满 圈起来 圈 堵着 挡 霸占
垃圾 塑料袋 瓶子 快餐盒 烟头 纸屑 破烂 脏东西 菜叶 垃圾袋
渣土 砖头 砖渣 水泥块 建筑垃圾 装修垃圾 砸墙 废料
清 没人拉 没人收 没人清 没人扫 收运 清运 清理 拾掇 清扫 打扫
厕所 公厕 卫生间 茅坑 茅厕 户厕 旱厕 坑位
孩子 小孩 娃 儿童 小朋友 学生 闺女
老人 老太 大爷 老爷子 老年 老头 敬老 八十
残疾 轮椅 盲人 截肢 助听器 无障碍 腿脚 坡道
摆摊 摊贩 小贩 卖菜 卖水果 推车 地摊 摊 流动
烟 冒烟 呛 熏 黑烟 浓烟
灰 尘土 扬尘 积尘 灰尘 尘 扬起 睁不开眼
泥 泥泞 一脚泥 土路
着火 火灾 消防 逃生 救火
饭店 餐馆 面馆 饭馆 火锅 餐饮 后厨 厨师 馆子 小饭馆 烧烤店
工地 施工 盖楼 建筑 基坑 塔吊 脚手架 打桩 浇混凝土
工资 工钱 欠薪 拖欠 血汗钱 干活 包工头
打架 动手 斗殴 抡 打人 闹事
吵架 骂 纠纷 矛盾 评理 打嘴仗 找茬 调解 说和
狗 犬 遛狗
宽带 网络 上网 断网 千兆 网上不去
管道 管子 管线 水管 立管 管网
自来水 水龙头 龙头 停水 断水 没水
暖气 供暖 供热 取暖 热力 锅炉
燃气 天然气 煤气 液化气 气罐 灶
停电 没电 断电 跳闸 拉闸 电没了
电动车 电瓶车 电车 电驴 电摩 电动自行车 电瓶
共享单车 单车 共享 小黄车 小蓝车 扫码的
树 枝 杈 槐 杨 柳 树梢
绿地 草坪 绿化带 花池 草地
路面 马路 柏油 水泥路 沥青 街道 道路 车道
人行道 便道 步道
证 手续 许可 执照 批了 资质
医院 大夫 医生 护士 看病 挂号 住院 急诊 手术
上学 入学 学校 幼儿园 小学 校门口
骗 诈骗 忽悠 假 虚假 不认账
偷 贼 盗 被盗 让人拿走
租 房东 租户 出租 日租 群租
锻炼 健身 器材 扭腰 单杠 漫步机
公交 公交车 等车 班次 末班车 站牌
出租车 打车 司机 拒载 网约车
物业 保安 物业公司
房顶 屋顶 屋面 楼顶 天台 顶楼 顶层
挖开 开挖 刨 刨开 挖 切开 没填 没恢复 敞着
雨 下雨 积水 淹 内涝 进水 灌进 过不去
刮风 大风 风刮 暴雪 大雪
雪 冰 结冰 积雪 冰溜 冻成冰 滑
监控 摄像头 探头 录像
门禁 单元门 楼门 刷卡 对讲 进不去
吃坏 拉肚子 闹肚子 上吐下泻 恶心呕吐 肚子疼 中毒 呕吐
过期 变质 发霉 长毛 不新鲜
报销 报 医保 慢病
办 办理 申请 手续 咋办 咋走 找谁 怎么办
补贴 补助 救助 低保 困难 没收入
`
interface Saying {
  saying: string
  meaning: number
}

/** By their first character. */
const sayings = new Map<string, Saying[]>()
for (const [meaning, line] of lines.trim().split('\n').entries()) {
  for (const saying of new Set(line.split(' '))) {
    const first = saying.slice(0, 1)
    const known = sayings.get(first)
    if (known) known.push({ saying, meaning })
    else sayings.set(first, [{ saying, meaning }])
  }
}

/** A meaning, and where a text says it. */
export interface Meant {
  meaning: number
  from: number
  to: number
}

/** What a text means, whichever of the words it uses; positions in UTF-16 code units. */
export function meantIn(text: string): Meant[] {
  const found: Meant[] = []
  for (let from = 0; from < text.length; from++) {
    for (const { saying, meaning } of sayings.get(text[from] ?? '') ?? [])
      if (text.startsWith(saying, from)) found.push({ meaning, from, to: from + saying.length })
  }
  return found
}
