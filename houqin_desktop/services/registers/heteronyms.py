"""Characters of two readings, as they occur in the names of things, rooms and people.

A person types either reading (音乐室 as yys or yls, 单 as dan or shan), so both find the row.
"""

from __future__ import annotations

from typing import Final

_TABLE: Final = (
    "重:zhong/chong 乐:yue/le 行:hang/xing 长:chang/zhang 朝:chao/zhao 单:dan/shan 会:hui/kuai "
    "调:diao/tiao 盛:sheng/cheng 石:shi/dan 仇:chou/qiu 曾:zeng/ceng 查:cha/zha 解:jie/xie "
    "朴:pu/piao 区:qu/ou 翟:zhai/di 折:zhe/she 车:che/ju 柜:gui/ju 弹:dan/tan 传:chuan/zhuan "
    "藏:cang/zang 降:jiang/xiang 校:xiao/jiao 参:can/shen 称:cheng/chen 还:huan/hai 卡:ka/qia "
    "壳:ke/qiao 率:lv/shuai 模:mo/mu 泊:bo/po 省:sheng/xing 削:xiao/xue 粘:zhan/nian 圈:quan/juan "
    "厦:xia/sha 扁:bian/pian 茄:qie/jia 秘:mi/bi 都:du/dou 角:jiao/jue "
    "伽:jia/ga 尉:wei/yu 宿:su/xiu 便:bian/pian 薄:bo/bao 剥:bo/bao "
    "绿:lv/lu 女:nv/nu 吕:lv/lu 律:lv/lu 滤:lv/lu 铝:lv/lu 驴:lv/lu 屏:ping/bing 畜:chu/xu "
    "臭:chou/xiu 倘:tang/chang 拓:tuo/ta 熨:yun/yu 轧:zha/ya 爪:zhua/zhao 叶:ye/xie "
    "缪:miao/mou 盖:gai/ge 贾:jia/gu 隗:wei/kui 员:yuan/yun 洗:xi/xian 覃:qin/tan "
    "谌:chen/shen 瞿:qu/ju 佴:nai/er 祭:ji/zhai 冯:feng/ping 钿:dian/tian"
)
READINGS: Final = {
    character: tuple(readings.split("/"))
    for character, readings in (pair.split(":") for pair in _TABLE.split())
}
