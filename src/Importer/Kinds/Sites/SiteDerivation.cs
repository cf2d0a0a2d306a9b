using Gis.Core.Catalogue;
using Gis.Core.Japanese;
using Gis.Importer.Formats.Text;

namespace Gis.Importer.Kinds.Sites;

/// <summary>
/// Adds fits_flood, fits_landslide … to emergency sites: from one column a hazard (○△×, 1 and blank), or from one column that lists the hazards in words.
/// </summary>
internal sealed class SiteDerivation : IDerivation
{
    private const string SourcePrefix = "source-" + FieldRole.FitsPrefix;

    private static readonly Dictionary<string, string> Words = new(StringComparer.Ordinal)
    {
        [SiteFlag.Yes] = "対応している",
        [SiteFlag.Limited] = "条件つきで対応",
        [SiteFlag.No] = "対応していない",
    };

    private static readonly Dictionary<string, string> Titles = new(StringComparer.Ordinal)
    {
        ["flood"] = "洪水",
        ["landslide"] = "崖崩れ・土石流・地滑り",
        ["storm-surge"] = "高潮",
        ["earthquake"] = "地震",
        ["tsunami"] = "津波",
        ["fire"] = "大規模な火事",
        ["inland-flood"] = "内水氾濫",
        ["volcano"] = "火山現象",
    };

    private readonly (string Flag, int? Column)[] flags;
    private readonly int? list;
    private readonly IReadOnlyList<string> names;
    private readonly Dictionary<string, int> unread = new(StringComparer.Ordinal);

    private SiteDerivation((string Flag, int? Column)[] flags, int? list, IReadOnlyList<string> names)
    {
        this.flags = flags;
        this.list = list;
        this.names = names;
        Columns = flags.Select(f => new DerivedColumn(
            FieldRole.FitsPrefix.Replace('-', '_') + f.Flag.Replace('-', '_'), Titles.GetValueOrDefault(f.Flag, f.Flag), FieldType.Text, FieldRole.FitsPrefix + f.Flag, true, Words)).ToList();
    }

    public IReadOnlyList<DerivedColumn> Columns { get; }

    public IReadOnlyCollection<int> Replaced => flags.Select(f => f.Column).OfType<int>().ToHashSet();

    public IReadOnlyList<string> Remarks
    {
        get
        {
            var remarks = new List<string>();
            var known = flags.Where(f => f.Column is not null).ToList();
            if (known.Count > 0)
                remarks.Add($"災害ごとの対応は列{string.Concat(known.Select(f => $"「{names[f.Column!.Value]}」"))}から読み取りました");
            else if (list is { } l)
                remarks.Add($"災害ごとの対応は列「{names[l]}」の言葉から読み取りました");
            else
                remarks.Add("どの災害のときに使えるかを表す列が見つかりません。災害ごとの対応は不明とします");
            if (unread.Count > 0)
                remarks.Add($"対応の有無として読み取れない値がありました（不明とします）：{string.Join('、', unread.Take(10).Select(u => $"「{Excerpt.Of(u.Key)}」{u.Value}件"))}");
            return remarks;
        }
    }

    /// <summary>The derivation for kinds whose preset names flag columns; null for other kinds.</summary>
    public static SiteDerivation? For(Kind kind, IReadOnlyList<string> columns, IReadOnlyList<object?[]> sample)
    {
        var wanted = kind.Roles.Keys.Where(r => r.StartsWith(SourcePrefix, StringComparison.Ordinal)).Select(r => r[SourcePrefix.Length..]).ToList();
        if (wanted.Count == 0)
            return null;
        var flags = wanted.Select(f => (f, RoleMap.Find(kind, SourcePrefix + f, columns))).ToArray();
        int? list = null;
        if (flags.All(f => f.Item2 is null))
        {
            var best = Enumerable.Range(0, columns.Count)
                .Select(i => (Index: i, Count: sample.Count(r => r[i] is string s && s.Length < 60 && SiteFlag.IsList(s))))
                .OrderByDescending(c => c.Count).FirstOrDefault();
            list = best.Count * 2 >= sample.Count && best.Count > 0 ? best.Index : null;
        }

        return new SiteDerivation(flags, list, columns);
    }

    public void Derive(object?[] source, Span<object?> target)
    {
        for (var i = 0; i < flags.Length; i++)
        {
            if (flags[i].Column is { } column)
            {
                target[i] = SiteFlag.Read(source[column]);
                if (target[i] is null)
                {
                    var text = Width.Fold(Convert.ToString(source[column], System.Globalization.CultureInfo.InvariantCulture) ?? "");
                    unread[text] = unread.GetValueOrDefault(text) + 1;
                }
            }
            else
            {
                target[i] = list is { } l ? SiteFlag.ReadList(source[l] as string, flags[i].Flag) : null;
            }
        }
    }
}
