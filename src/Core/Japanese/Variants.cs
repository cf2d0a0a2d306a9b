using System.Collections.Frozen;
using System.Text;

namespace Gis.Core.Japanese;

/// <summary>
/// 異体字 and 旧字体 in names of places and people, folded to the usual form, so that 髙澤 and 高沢, 霞ヶ関 and 霞が関, 丸の内 and 丸ノ内 are found by either.
/// For comparing only; what people see keeps its own characters.
/// </summary>
public static class Variants
{
    // Usual form first, its variants behind it.
    private const string Groups =
        "亜亞 悪惡 圧壓 囲圍 為爲 医醫 壱壹 隠隱 栄榮 営營 衛衞 駅驛 円圓 塩鹽 縁緣 艶艷 応應 桜櫻 奥奧 横橫 温溫 穏穩 仮假 価價 画畫 会會 絵繪 壊壞 懐懷 海海 "
        + "拡擴 覚覺 学學 岳嶽 楽樂 渇渴 巻卷 寛寬 関關 館舘 観觀 岩嵒 顔顏 気氣 亀龜 帰歸 器器 戯戲 旧舊 拠據 挙擧 峡峽 狭狹 郷鄕 暁曉 区區 駆驅 勲勳 薫薰 "
        + "恵惠 渓溪 経經 蛍螢 軽輕 継繼 鶏鷄 芸藝 撃擊 県縣 倹儉 剣劍劔 険險 圏圈 検檢 献獻 権權 顕顯 験驗 厳嚴 広廣 効效 恒恆 黄黃 鉱鑛 高髙 号號 国國圀 黒黑 "
        + "済濟 斎齋 斉齊 剤劑 崎﨑嵜碕 雑雜 参參 桟棧 蚕蠶 惨慘 賛贊 残殘 糸絲 歯齒 児兒 辞辭 湿濕 実實 舎舍 写寫 釈釋 寿壽 収收 従從 渋澁澀 獣獸 縦縱 粛肅 処處 "
        + "緒緖 諸諸 叙敍 将將 祥祥 渉涉 焼燒 奨奬 条條 状狀 乗乘 浄淨 剰剩 畳疊 縄繩 壌壤 嬢孃 譲讓 醸釀 触觸 嘱囑 神神 真眞 寝寢 慎愼 尽盡 図圖 粋粹 酔醉 穂穗 "
        + "随隨 髄髓 枢樞 数數 瀬瀨 声聲 静靜 摂攝 窃竊 節節 専專 浅淺 戦戰 践踐 銭錢 潜潛 繊纖 禅禪 祖祖 双雙 壮壯 争爭 荘莊 捜搜 挿插 巣巢 曽曾 装裝 総總 "
        + "騒騷 増增 蔵藏 臓臟 即卽 続續 堕墮 対對 体體 帯帶 滞滯 台臺 滝瀧 択擇 沢澤 単單 担擔 胆膽 団團 断斷 弾彈 遅遲 痴癡 虫蟲 昼晝 鋳鑄 庁廳 徴徵 聴聽 鎮鎭 "
        + "塚塚 逓遞 鉄鐵 転轉 点點 伝傳 都都 当當 島嶋嶌 党黨 盗盜 灯燈 稲稻 闘鬪 徳德 独獨 読讀 突突 届屆 富冨 内內 弐貳 悩惱 脳腦 覇霸 廃廢 拝拜 売賣 麦麥 "
        + "発發 髪髮 抜拔 浜濱濵 蛮蠻 秘祕 彦彥 姫姬 桧檜 瓶甁 福福 払拂 仏佛 並竝 辺邊邉 変變 弁辨瓣辯 宝寶寳 豊豐 褒襃 墨墨 没沒 翻飜 槙槇 毎每 万萬 満滿 免免 "
        + "麺麵 弥彌 訳譯 薬藥 薮藪 与與 予豫 余餘 誉譽 揺搖 様樣 謡謠 来來 頼賴 乱亂 欄欄 覧覽 竜龍 隆隆 両兩 猟獵 緑綠 涙淚 塁壘 礼禮 励勵 齢齡 霊靈 恋戀 炉爐 "
        + "労勞 楼樓 朗郞 禄祿 録錄 湾灣 渕淵 桑桒 吉𠮷 祐祐 祇祗 鴎鷗 蝋蠟 頬頰 剥剝 填塡 靭靱 籠篭 竈竃 諌諫 檪櫟 梼檮 涛濤 潅灌 "
        + "砺礪 尭堯 遥遙 昇曻 藁稾 鹸鹼 枡桝 畑畠 凜凛 峰峯 群羣 梅楳 松枩 秋穐 杉椙 柳栁 船舩 野埜 槌鎚 ";

    private static readonly FrozenDictionary<char, char> Map = Build();

    /// <summary>
    /// Folds variants: old to new characters, small ヶ ヵ to large, が and ガ between kanji to ケ, ノ 之 乃 between kanji to の;
    /// the beginning and the end of the text may be where somebody stopped typing (宮之, 之浦), so ノ 之 乃 beside a kanji there are の too.
    /// </summary>
    public static string Fold(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        StringBuilder? result = null;
        for (var i = 0; i < text.Length; i++)
        {
            var folded = FoldOne(text, i);
            if (folded != text[i])
                (result ??= new StringBuilder(text))[i] = folded;
        }

        return result?.ToString() ?? text;
    }

    /// <summary>Whether a character is a kanji of the basic blocks.</summary>
    public static bool IsKanji(char c) => c is (>= '\u4E00' and <= '\u9FFF') or (>= '\u3400' and <= '\u4DBF') or (>= '\uF900' and <= '\uFAFF') or '々' or '〇';

    private static char FoldOne(string text, int i)
    {
        var c = text[i];
        switch (c)
        {
            case 'ヶ':
                return 'ケ';
            case 'ヵ':
                return 'カ';
            case 'が' or 'ガ' when BetweenKanji(text, i):
                return 'ケ';
            case 'ノ' or '之' or '乃' when BetweenKanjiOrEnds(text, i):
                return 'の';
            default:
                return Map.TryGetValue(c, out var usual) ? usual : c;
        }
    }

    private static bool BetweenKanji(string text, int i) => i > 0 && i + 1 < text.Length && IsKanji(text[i - 1]) && IsKanji(text[i + 1]);

    private static bool BetweenKanjiOrEnds(string text, int i) => text.Length > 1
        && (i == 0 || IsKanji(text[i - 1])) && (i + 1 == text.Length || IsKanji(text[i + 1]));

    private static FrozenDictionary<char, char> Build()
    {
        var map = new Dictionary<char, char>();
        foreach (var group in Groups.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            foreach (var variant in group.Skip(1).Where(v => !char.IsSurrogate(v) && v != group[0]))
                map.TryAdd(variant, group[0]);
        }

        return map.ToFrozenDictionary();
    }
}
