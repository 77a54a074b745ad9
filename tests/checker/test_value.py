"""Family V: one target value at a time; each table holds hits and the near misses that must stay silent."""

import pytest

from perfgoals.checker import check
from perfgoals.checker.examples import sheet_of
from perfgoals.models import GoalSheet
from tests.checker.building import found, hits, located, one, status

TARGET = "indicators[0].groups[0].indicators[0].target"

NAMES_AND_VALUES = [
    # unreadable, vague, in words
    ("V01", "培训人数", "≥100%100%", "quantity", "main"),
    ("V01", "培训人数", "若干", "quantity", "vague"),
    ("V01", "培训次数", "多次", "quantity", "vague"),
    ("V01", "购置设备", "若干台", "quantity", "vague"),
    ("V01", "政策落实", "按照标准1000元/人足额兑付到人", "quality", "words"),
    ("V01", "资金拨付时间", "每月15日前", "timeliness", "words"),
    ("V01", "业务能力", "显著提高", "social", None),
    ("V01", "部分指标", "保障部分困难群众基本生活", "social", None),
    ("V01", "验收合格率", "≥95%以内", "quality", None),
    ("V01", "完成时间", "2022年2月30日", "timeliness", None),
    ("V01", "光缆铺设", "≥120皮长公里", "quantity", None),
    ("V01", "病毒载量检测下限", "≤50copies/mL", "quality", None),
    ("V01", "完工时间", "2023年6月（跨年）", "timeliness", None),
    ("V01", "完工时间", "2023年6月（跨省）", "timeliness", "words"),
    ("V01", "缆道大修完成时间", "2022年5月15日前（汛前）", "timeliness", "words"),
    ("V01", "信号灯故障修复时间", "市区≤2小时", "timeliness", "words"),
    ("V01", "危房改造开工率", "3月底前100%", "timeliness", "words"),
    ("V01", "危房改造开工率", "90%100%", "timeliness", "main"),
    ("V01", "故障响应时间", "7×24小时，15分钟内响应", "timeliness", "words"),
    ("V01", "信号灯故障修复时间", "≤2小时2小时", "timeliness", "main"),
    ("V01", "资料整编差错率", "≤1/10000", "quality", None),
    ("V08", "完工时间", "2023年6月（跨年）", "timeliness", "next-year"),
    ("V08", "完工时间", "2025年6月（跨年项目）", "timeliness", "declared"),
    ("V08", "完工时间", "2025年6月", "timeliness", "main"),
    ("V08", "完工时间", "2021年6月（跨年项目）", "timeliness", "main"),
    # the comparator
    ("V02", "验收合格率", "90%", "quality", "main"),
    ("V02", "信息系统数量", "=1个", "quantity", None),
    ("V02", "设备采购完成时间", "2022年11月25日", "timeliness", None),
    ("V02", "培训人数", "100人以上", "quantity", None),
    ("V02", "培训人数", "约100人", "quantity", None),
    ("V02", "收入", "提高10%", "economic", None),
    ("V02", "验收合格率", "80%-90%", "quality", None),
    ("V02", "业务能力", "显著提高", "social", None),
    # the unit
    ("V03", "购置设备", "≥5", "quantity", "main"),
    ("V03", "培训次数", "≥4", "quantity", "main"),
    ("V03", "培训次数", "4-6", "quantity", "main"),
    ("V03", "购置设备", "≥20万", "quantity", None),
    ("V03", "验收合格率", "≥95%", "quality", None),
    ("V03", "师生比", "≥20", "quality", None),
    ("V03", "考核得分", "≥90", "quality", None),
    ("V03", "安全事故", "=0", "quality", None),
    ("V03", "安全事故", "0", "quality", None),
    ("V03", "培训人数（人）", "≥100", "quantity", None),
    ("V03", "培训人数（单位：人）", "≥100", "quantity", None),
    ("V03", "培训人数（厅级干部）", "≥100", "quantity", "main"),
    # the unit against the name
    ("V04", "培训人数", "≥90%", "quantity", "main"),
    ("V04", "压缩办理时限", "≥30%", "timeliness", None),
    ("V04", "办理时限", "≥30%", "timeliness", "main"),
    ("V04", "空气压缩机数量", "≥30%", "quantity", "main"),
    ("V03", "机房PUE值", "≤1.5", "social", None),
    ("V03", "机房用电规模", "≤1.5", "social", "main"),
    ("V05", "储备粮宜存率", "105%", "quality", "main"),
    ("V05", "航道通航保证率", "≥195%", "quality", "main"),
    ("V05", "航道货运增长保证率", "≥195%", "quality", None),
    ("V06", "统计报表漏记率", "≥2%", "quality", "main"),
    ("V06", "电话访问拒访率", "≥35%", "quality", "main"),
    ("V06", "查漏补缺率", "≥35%", "quality", None),
    ("V06", "车辆超载发生率", "≥2%", "social", "main"),
    ("V06", "任务超额完成率", "≥2%", "quality", None),
    ("V06", "补贴违规领取率", "≥0.5%", "quality", "main"),
    ("V06", "违规领取追缴率", "≥95%", "quality", None),
    ("V06", "船艇停航时间", "≥20天", "timeliness", "main"),
    ("V06", "减少停航时间", "≥20天", "timeliness", None),
    ("V06", "所内脱逃人数", "≥2人", "quality", "main"),
    ("V06", "寻回走失人数", "≥2人", "quantity", None),
    ("V06", "车辆百公里油耗", "≥9.5升", "social", "main"),
    ("V06", "降低百公里油耗", "≥0.5升", "social", None),
    ("V06", "奖补资金拨付时限", "≥30个工作日", "timeliness", "main"),
    ("V06", "票据保存时限", "≥30年", "timeliness", None),
    ("V06", "案件平均用时", "≥75天", "timeliness", "main"),
    ("V06", "追回欠薪金额", "≤1500万元", "economic", "main"),
    ("V06", "拖欠工资金额", "≤1500万元", "economic", None),
    ("V06", "强制免疫密度", "≤90%", "quality", "main"),
    ("V06", "人口密度", "≤90%", "social", None),
    ("V06", "失业登记率", "≤4.5%", "social", None),
    ("V06", "公告送达率", "≤5%", "quality", None),
    ("V06", "文书送达率", "≤5%", "quality", "main"),
    ("V06", "平均无故障时间", "≥5000小时", "quality", None),
    ("V06", "城市低保月人均补差水平", "≥480元", "cost", None),
    ("V06", "城市低保月人均支出成本", "≥480元", "cost", "main"),
    ("V06", "苗木三包兑付程度率", "≤96%", "quality", "to-reach"),
    ("V06", "测站数据衔接率", "≤98%", "timeliness", "to-reach"),
    ("V06", "测站数据衔接率", "≤58%", "timeliness", None),
    ("V06", "测站数据衔接率", "≤90%", "timeliness", "to-reach"),
    ("V06", "测站数据衔接率", "≤89%", "timeliness", None),
    ("V06", "农险综合赔付率", "≤95%", "quality", None),
    ("V06", "生活垃圾填埋率", "≤90%", "quality", None),
    ("V06", "免疫空白率", "≤90%", "quality", None),
    ("V06", "调处业主投诉", "≥100起", "quantity", None),
    ("V06", "设备质保延期时间", "≥12个月", "quality", None),
    ("V06", "污水总磷去除浓度", "≥1毫克/升", "social", None),
    ("V06", "涉密载体保存期限", "≤10年", "sustainability", None),
    ("V06", "测站数据衔接率", "≤98%", "social", None),
    ("V06", "测站数据缺测率", "≤98%", "quality", None),
    ("V06", "人防车位占用率", "≤90%", "quality", None),
    ("V06", "空气含水率", "≤85%", "quality", None),
    ("V06", "森林病死木冒领率", "≥0.1%", "quality", "main"),
    ("V06", "冒领线索查处率", "≥90%", "quality", None),
    ("V06", "水情信息错报率", "≥0.5%", "quality", "main"),
    ("V06", "震中定位误差", "≥5公里", "quality", "main"),
    ("V06", "误差修正次数", "≥5次", "quality", None),
    ("V06", "讲解投诉", "≥5起", "quality", "main"),
    ("V06", "受理游客投诉", "≥5起", "quantity", None),
    ("V06", "布展延期天数", "≥3天", "quality", "main"),
    ("V06", "农药残留不合格率", "≥2%", "quality", "main"),
    ("V06", "监督抽检不合格率", "≥2%", "quality", None),
    ("V06", "水上交通死亡人数", "≥1人", "social", "main"),
    ("V06", "免费火化死亡人数", "≥100人", "quantity", None),
    ("V06", "集体访人次", "≥300人次", "social", "main"),
    ("V06", "集体访下降率", "≥10%", "social", None),
    ("V06", "群众办事跑动次数", "≥1次", "social", "main"),
    ("V06", "PM2.5平均浓度", "≥33微克/立方米", "social", "main"),
    ("V06", "负氧离子浓度", "≥1500个/立方厘米", "social", None),
    ("V06", "化学需氧量排放总量", "≥1350吨", "social", "main"),
    ("V06", "化学需氧量削减排放量", "≥1350吨", "social", None),
    ("V06", "船舶平均待闸时间", "≥4小时", "timeliness", "main"),
    ("V06", "事故警情到场时间", "≥10分钟", "timeliness", "main"),
    ("V06", "救灾物资调运时限", "≥12小时", "timeliness", "main"),
    ("V06", "暴雨预警提前时间", "≥60分钟", "timeliness", None),
    ("V06", "公示审查时间", "≥7天", "timeliness", None),
    ("V06", "器材装备服役年限", "≤10年", "sustainability", "main"),
    ("V06", "场馆年开放天数", "≤330天", "quantity", "main"),
    ("V06", "临时开放天数", "≤30天", "quantity", None),
    ("V06", "港口货物吞吐量", "≤1800万吨", "economic", "main"),
    ("V06", "县域内就诊率", "≤90%", "social", "main"),
    ("V06", "县域外就诊率", "≤10%", "social", None),
    ("V06", "住院患者跌倒发生率", "≥8%", "quality", "main"),
    ("V06", "住院患者跌倒发生率", "≤8%", "quality", None),
    ("V06", "资产负债率", "≥60%", "economic", "main"),
    ("V06", "资产负债率下降幅度", "≥6%", "economic", None),
    ("V06", "COD排放浓度", "≥50mg/L", "quality", "main"),
    ("V06", "COD排放浓度达标率", "≥95%", "quality", None),
    ("V06", "平均住院日", "≥8天", "quality", "main"),
    ("V06", "候诊时间", "≥30分钟", "timeliness", "main"),
    ("V06", "缩短候诊时间", "≥30分钟", "timeliness", None),
    ("V06", "物资损耗率", "≥5%", "quality", "main"),
    ("V06", "查验时间压缩率", "≤15%", "timeliness", "main"),
    ("V06", "查验时间压缩率", "≥15%", "timeliness", None),
    ("V06", "视频压缩率", "≤50%", "quality", None),
    ("V06", "平均故障时间", "≥5000小时", "quality", "main"),
    ("V06", "无线网络故障率", "≥5%", "quality", "main"),
    ("V06", "空气压缩机故障率", "≥5%", "quality", "main"),
    ("V06", "零投诉天数", "≥300天", "timeliness", None),
    ("V06", "零售投诉次数", "≥300次", "quality", "main"),
    ("V06", "压缩办理时限", "≥30%", "timeliness", None),
    ("V06", "压缩审核时间", "≥3天", "timeliness", None),
    ("V06", "审核时间", "≥3天", "timeliness", "main"),
    ("V04", "参会人员满意度", "≥95人", "satisfaction", "main"),
    ("V04", "培训次数", "≥5万元", "quantity", "main"),
    ("V04", "系统使用年限", "≥90%", "sustainability", "main"),
    ("V04", "绿化面积", "≥500人", "quantity", "main"),
    ("V04", "减免金额", "≥30人", "economic", "main"),
    ("V04", "覆盖率", "90~95个", "quality", "main"),
    ("V04", "工资及公用经费支付及时性", "≥95%", "timeliness", None),
    ("V04", "购置设备数量", "≥89个", "quantity", None),
    ("V04", "系统应用数量", "≥2套", "quantity", None),
    ("V04", "人均支出标准", "≤14.73万元", "cost", None),
    ("V04", "会议人均支出标准", "≤245元/人/天", "cost", None),
    ("V04", "培训次数", "≥100人", "quantity", None),
    ("V04", "参会人员满意度", "≥95分", "satisfaction", None),
    ("V04", "就业人数增长率", "≥5%", "social", None),
    ("V04", "旅游接待人数", "提高5%", "social", None),
    ("V04", "新增就业人数增加", "≥5%", "social", None),
    ("V04", "更新频率", "≥4次", "quantity", None),
    ("V04", "劳动生产率", "≥5万元/人", "economic", None),
    ("V04", "外包档案数字化成本控制数", "≤36万元", "cost", None),
    ("V04", "年度维护成本增长率", "≤5%", "cost", None),
    ("V04", "培训天数", "≥8小时", "quantity", None),
    # rates above 100 %
    ("V05", "验收合格率", "≥105%", "quality", "main"),
    ("V05", "验收合格率", "290%", "quality", "main"),
    ("V05", "群众满意度", "=880%", "satisfaction", "main"),
    ("V05", "验收合格率", "90%~110%", "quality", "main"),
    ("V05", "验收合格率", ">100%", "quality", "main"),
    ("V05", "验收合格率", "=100%", "quality", None),
    ("V05", "验收合格率", "≥100.0%", "quality", None),
    ("V05", "收入增长率", "≥120%", "economic", None),
    ("V05", "任务完成率", "≥110%", "quantity", None),
    ("V05", "设备利用率", "≥120%", "economic", None),
    ("V05", "高中阶段毛入学覆盖率", "≥105%", "quality", None),
    ("V05", "覆盖率", "提高105%", "quality", None),
    ("V05", "覆盖率", "≥105个", "quality", None),
    # the direction
    ("V06", "网络系统故障率", "≥1%", "quality", "main"),
    ("V06", "参会人员满意度", "≤95%", "satisfaction", "main"),
    ("V06", "设备采购成本", "≥100万元", "cost", "main"),
    ("V06", "系统运行维护响应时间", "≥1小时", "timeliness", "main"),
    ("V06", "安全事故发生次数", ">3次", "quality", "main"),
    ("V06", "单位面积建造成本", "≥1000元/平方米", "quality", "main"),
    ("V06", "网络系统故障率", "≤1%", "quality", None),
    ("V06", "网络系统故障率", "1%", "quality", None),
    ("V06", "故障处理及时率", "≥95%", "quality", None),
    ("V06", "投诉处理率", "≥95%", "quality", None),
    ("V06", "事故发生率下降", "≥10%", "quality", None),
    ("V06", "患者报告患病率", "≥4.5‰", "quality", None),
    ("V06", "秸秆综合利用率", "≤90%", "quality", "main"),
    ("V06", "网络攻击成功率", "≤1%", "quality", None),
    ("V06", "林业有害生物成灾率", "≥3.5‰", "quality", "main"),
    ("V06", "电信网络诈骗发案数下降率", "≥10%", "social", None),
    ("V06", "案件审批时限", "≥15天", "timeliness", "main"),
    ("V06", "挽回群众经济损失", "≤1200万元", "economic", "main"),
    ("V03", "", "≥0.56", "quality", None),
    ("V03", "指标1：", "≥0.56", "quality", None),
    ("V05", "人民调解成功率", "≥198%", "quality", "main"),
    ("V06", "社区矫正对象再犯罪率", "≥0.2%", "quality", "main"),
    ("V06", "重大环境污染事件发生次数", "≥1次", "social", "main"),
    ("V05", "新生儿疾病筛查率", "≥108%", "quality", "main"),
    ("V17", "特种设备万台事故起数", "≤0.1起", "social", None),
    ("V06", "节约成本", "≥5万元", "cost", None),
    ("V06", "补助标准", "≥1000元/人", "cost", None),
    ("V06", "年度维护成本增长率", "≤5%", "cost", None),
    ("V06", "系统故障修复处理时间", "≤24小时", "timeliness", None),
    ("V06", "开放时间", "≥8小时", "timeliness", None),
    ("V06", "系统正常使用年限", "=8年", "sustainability", None),
    ("V06", "查处违规起数", "≥5起", "quantity", None),
    ("V06", "业务培训人次", "≤500人次", "quantity", "main"),
    ("V06", "会议人均支出标准", "≥245元/人/天", "cost", "main"),
    ("V06", "村医补助成本", "≥162万元", "cost", "main"),
    ("V06", "临时救助标准", "≥3600元/户", "cost", None),
    ("V06", "节约补助成本", "≥5万元", "cost", None),
    ("V06", "系统故障修复处理时间", "≥24小时", "timeliness", "main"),
    ("V06", "资料保存处理时间", "≥24小时", "timeliness", None),
    ("V06", "空气质量优良天数", "≤310天", "social", "main"),
    ("V06", "节约用纸", "≤1吨", "social", "main"),
    ("V03", "新能源公交车占比", "≥60", "quality", "main"),
    ("V06", "受益群众人数", "<500人", "social", "main"),
    ("V06", "植树造林面积", "≤500亩", "quantity", "main"),
    ("V06", "系统正常使用年限", "≤5年", "sustainability", "main"),
    ("V06", "设备折旧年限", "≤5年", "sustainability", None),
    ("V06", "预算执行率", "≤95%", "quality", "main"),
    ("V06", "预算执行率", "≤100%", "cost", None),
    ("V06", "贫困发生率", "≥2%", "social", "main"),
    ("V06", "资产闲置率", "≥2%", "quality", "main"),
    ("V06", "节约办公经费", "≤5万元", "economic", "main"),
    ("V06", "控制新增债务支出", "≤5万元", "economic", None),
    ("V06", "会议次数", "≤4次", "quantity", None),
    ("V06", "公务接待人次", "≤40人次", "quantity", None),
    ("V06", "业务培训会议次数", "≤4次", "quantity", None),
    ("V06", "督导调研次数", "≤80次", "quantity", "ceiling"),
    ("V06", "督导调研次数", "≤80次", "social", None),
    ("V06", "业务培训人次", "≥500人次", "quantity", None),
    ("V04", "设备采购成本", "≤5个", "cost", "main"),
    ("V04", "日常公用经费", "≤5个", "cost", "main"),
    ("V04", "日常公用经费保障", "≥12个月", "quantity", None),
    ("V04", "人均支出标准", "≤14.73人", "cost", "main"),
    ("V04", "保障在职人员", "≥132万元", "quantity", "main"),
    ("V04", "惠及农户", "≥132万元", "quantity", "main"),
    ("V04", "惠及农户", "≥90%", "quantity", None),
    ("V04", "补助困难学生", "≤50万元", "cost", None),
    ("V12", "设备验收合格率", "0%~100%", "quality", "rate"),
    ("V12", "安全提升工程里程", "≥0公里", "quantity", "main"),
    ("V12", "居民收入提升", "≥0元", "economic", None),
    ("V16", "安全提升工程里程", "≥-5公里", "quantity", "main"),
    ("V12", "设备验收合格率", "60%~100%", "quality", None),
    ("V12", "培训人数", "≥-3人", "quantity", None),
    ("V12", "培训人数", ">0人", "quantity", None),
    ("V06", "完成投资额", "≥100万元", "cost", None),
    ("V06", "不满意率", "≤5%", "satisfaction", None),
    ("V06", "验收合格率", "≤100%", "quality", None),
    ("V06", "资金使用合规率", "≥95%", "cost", None),
    ("V06", "档案利用人数", "≥1350人", "social", None),
    # ranges
    ("V07", "验收合格率", "90%-80%", "quality", "main"),
    ("V07", "处理时间", "3天~24小时", "timeliness", "main"),
    ("V07", "验收合格率", "80%-90%", "quality", None),
    ("V07", "验收合格率", "90%-90%", "quality", None),
    ("V07", "处理时间", "24小时~3天", "timeliness", None),
    # deadlines
    ("V08", "设备采购完成时间", "2021年11月25日", "timeliness", "main"),
    ("V08", "设备采购", "2020年", "timeliness", "main"),
    ("V08", "工程竣工日期", "2025年6月", "quantity", "main"),
    ("V08", "设备采购完成时间", "2023年6月30日前", "timeliness", "next-year"),
    ("V08", "工程完成时间", "2022年6月至2023年5月", "timeliness", "next-year"),
    ("V08", "设备采购完成时间", "2022年11月25日", "timeliness", None),
    ("V08", "设备采购完成时间", "2022年", "timeliness", None),
    ("V08", "设备采购完成时间", "12月底前", "timeliness", None),
    ("V08", "规划完成时间", "2021年至2025年", "timeliness", None),
    ("V08", "整理档案", "2010年至2020年", "quantity", None),
    # impossible dates, two comparators
    ("V09", "完成时间", "2022年2月30日", "timeliness", "main"),
    ("V09", "完成时间", "2024年2月29日", "timeliness", None),
    ("V10", "验收合格率", "≥95%以内", "quality", "main"),
    ("V10", "验收合格率", "≥95%以上", "quality", "same-sense"),
    ("V10", "验收合格率", "95%以上", "quality", None),
    # refused characters
    ("V11", "验收合格率", "80-90%", "quality", "main"),
    ("V11", "完成时间", "2022-11-25", "timeliness", "main"),
    ("V11", "验收合格率", "≥**%", "quality", None),
    ("V11", "验收合格率", "80%～90%", "quality", None),
    # bounds that say nothing, or too much
    ("V12", "验收合格率", "≤100%", "quality", "rate"),
    ("V12", "验收合格率", "≤120%", "quality", "rate"),
    ("V12", "培训次数", "≥0次", "quantity", "main"),
    ("V12", "验收合格率", "=100%", "quality", None),
    ("V12", "验收合格率", "<100%", "quality", None),
    ("V12", "预算执行率", "≤100%", "cost", None),
    ("V12", "收入增长率", "≥0%", "economic", None),
    ("V12", "净利润", "≥0万元", "economic", None),
    ("V12", "安全事故", "=0起", "quality", None),
    ("V13", "验收合格率", "≥100%", "quality", "main"),
    ("V13", "任务完成率", "≥100%", "quality", None),
    ("V13", "验收合格率", "≥99%", "quality", None),
    # scale words, comparators on phrases
    ("V14", "档案数字化", "≥20万", "quantity", "main"),
    ("V14", "档案数字化", "≥20万条", "quantity", None),
    ("V14", "档案数字化（条）", "≥20万", "quantity", None),
    ("V14", "外包成本", "≤36万元", "cost", None),
    ("V15", "工程验收", "≥合格", "quality", "main"),
    ("V15", "工程验收", "合格", "quality", None),
    # below zero, fractions
    ("V16", "培训次数", "≥-3次", "quantity", "main"),
    ("V16", "收入增长率", "≥-2%", "economic", None),
    ("V16", "冷库温度", "≤-18℃", "quality", None),
    ("V16", "培训次数", "≥3次", "quantity", None),
    ("V17", "培训次数", "≥2.5次", "quantity", "main"),
    ("V17", "培训人数", "≥100.5人", "quantity", "main"),
    ("V17", "受益人数", "≥1.5万人", "quantity", None),
    ("V17", "人均培训次数", "≥2.5次", "quantity", None),
    ("V17", "培训次数", "≥2.0次", "quantity", None),
    ("V17", "绿化面积", "≥2.5亩", "quantity", None),
    ("V17", "外包成本", "≤47.3人", "cost", None),
    # odd spellings, several values
    ("V18", "任务完成率", "≥100百分比", "quality", "main"),
    ("V18", "绿化面积", "≥500平方", "quantity", "main"),
    ("V18", "绿化面积", "≥500平方米", "quantity", None),
    ("V20", "培训次数和人数", "≥4次；≥200人", "quantity", "main"),
    ("V20", "会议人均支出标准", "≤245元/人/天", "cost", None),
]


@pytest.mark.parametrize(("code", "name", "value", "kind", "case"), NAMES_AND_VALUES)
def test_one_value(code: str, name: str, value: str, kind: str, case: str | None) -> None:
    wanted = [] if case is None else [(code, None if case == "main" else case, TARGET)]
    assert hits(one(name, value, kind), code) == wanted


@pytest.mark.parametrize(
    ("code", "value", "severity"),
    [
        ("V01", "≥100%100%", "warning"),
        ("V01", "每月15日前", "info"),
        ("V08", "2021年11月25日", "warning"),
        ("V08", "2023年11月25日", "info"),
        ("V10", "≥95%以内", "error"),
        ("V10", "≥95%以上", "hint"),
    ],
)
def test_a_case_weighs_what_is_declared(code: str, value: str, severity: str) -> None:
    assert [finding.severity for finding in found(one("完成时间", value, "timeliness"), code)] == [severity]


@pytest.mark.parametrize("value", ["≥95%以上", "≥100%", "80-90%"])
def test_hints_are_silent_by_default(value: str) -> None:
    sheet = one("验收合格率", value, "quality")
    assert [finding for finding in check(sheet, {"select": ["V"]}).findings if finding.severity == "hint"] == []
    assert check(sheet, {"select": ["V", "strict"]}).hints


def test_each_part_of_several_values_is_judged() -> None:
    sheet = one("培训次数", "≥4次；≥2021", "quantity")
    assert [code for code, _, _ in hits(sheet, "V03", "V20")] == ["V03", "V20"]


def test_a_deadline_without_a_budget_year_is_undecided() -> None:
    assert status(one("完成时间", "2021年11月25日", "timeliness", None), "V08") == "insufficient-data"
    assert status(one("培训人数", "≥5人"), "V08") == "not-applicable"


def test_the_length_of_a_sentence_is_a_parameter() -> None:
    sheet = one("政策落实", "按照标准1000元/人足额兑付到人", "quality")
    report = check(sheet, {"select": ["V01"], "parameters": {"V01": {"sentence": 20}}})
    assert [finding.case for finding in report.findings] == [None]


def test_a_value_is_found_at_its_own_cell_and_then_at_its_name() -> None:
    (finding,) = found(located(one("培训人数", "≥90%")), "V04")
    assert [cell.text for cell in finding.cells] == [TARGET, TARGET.replace("target", "name")]
    assert finding.args["unit"] == "%"


@pytest.mark.parametrize("value", ["", "/", "≥**%"])
def test_a_missing_value_is_left_to_s09(value: str) -> None:
    report = check(one("培训人数", value), {"select": ["S09", "V", "strict"]})
    assert [finding.code for finding in report.findings] == ["S09"]


def test_one_fault_has_one_code() -> None:
    faults = {
        "≥20万": ["V14"],
        "≥5": ["V03"],
        "≥95%以内": ["V10"],
        "≥100百分比": ["V18"],
        "若干": ["V01"],
        "≥-3次": ["V16"],
    }
    for value, codes in faults.items():
        sheet = sheet_of(f"indicator: 产出指标 | 数量指标 | 甲乙 | {value}")
        assert [
            finding.code for finding in check(sheet, {"select": ["V", "strict"]}).findings if finding.code != "V11"
        ] == codes


def test_a_tree_without_kinds_and_cells_is_judged_like_one_with_them() -> None:
    plain = one("设备采购成本", "≥100万元", "cost")
    group = {"kind": "cost", "indicators": plain.indicators[0].groups[0].indicators}
    kinds_only = GoalSheet.model_validate(
        {"kind": "department", "year": 2022, "indicators": [{"kind": "output", "groups": [group]}]}
    )
    assert hits(kinds_only, "V06") == hits(plain, "V06") == hits(located(plain), "V06") == [("V06", None, TARGET)]
