using System.Globalization;
using Gis.Engine.Paper;

namespace Gis.MapServer.Paper;

/// <summary>The style sheet of a sheet: the page in true millimetres, nothing that needs another file.</summary>
internal static class SheetStyle
{
    private const string Common = """
        *,*::before,*::after{box-sizing:border-box}
        html,body{margin:0;padding:0}
        body{background:#e8e9ec;color:#1d2129;font-family:'BIZ UDPGothic','Noto Sans JP','Noto Sans CJK JP','Hiragino Sans','Yu Gothic UI',Meiryo,sans-serif;font-size:10pt;line-height:1.32;overflow-wrap:anywhere;line-break:strict;-webkit-print-color-adjust:exact;print-color-adjust:exact}
        h1,h2,p,ul,table{margin:0;padding:0}
        ul{list-style:none}
        .bar{max-width:46rem;margin:0 auto;padding:1rem;font-size:1rem;line-height:1.7}
        .bar a{display:inline-flex;align-items:center;min-height:2.75rem;color:#0017c1}
        .sheet{position:relative;display:grid;margin:0 auto 1rem;background:#fff;overflow:hidden}
        .head{grid-area:head;display:flex;justify-content:space-between;gap:4mm;align-items:flex-start;border-bottom:.6mm solid #1d2129}
        h1{line-height:1.15;font-weight:700}
        .head .what{font-weight:700;line-height:1.2}
        .head .side{display:flex;gap:3mm;text-align:right;flex:none;max-width:60%}
        .head .side p + p{margin-top:.6mm}
        .head .side .small{font-size:8pt;line-height:1.2}
        .notice{display:inline-block;padding:.3mm 2mm;border:.4mm solid #1d2129;font-weight:700;font-size:11pt}
        .map{grid-area:map;display:block}
        .legend{grid-area:legend;overflow:hidden}
        h2{font-size:12pt;line-height:1.25;margin-bottom:1mm}
        .key{display:grid;gap:.8mm 2.5mm}
        .key + h2{margin-top:2mm}
        .key li{display:flex;gap:1.6mm;align-items:center;min-height:9mm;line-height:1.2}
        .key b{display:block;font-size:11pt}
        .key .small{font-size:9pt}
        .key .sign{font-size:9pt}
        .swatch{width:9mm;height:9mm;flex:none}
        .line{width:9mm;height:9mm;flex:none}
        .care{grid-area:care;border:.5mm solid #1d2129;padding:.4mm 2mm;text-align:center;font-weight:700;font-size:13pt;line-height:1.3}
        .care span{display:block;font-size:9pt}
        .qr{width:21mm;height:21mm;flex:none;margin:-1mm 0 0}
        .list{grid-area:list;overflow:hidden}
        table{border-collapse:collapse;width:100%}
        th,td{border-bottom:.2mm solid #767d8a;padding:.4mm .8mm;text-align:left;vertical-align:middle;font-weight:400;font-size:9pt;line-height:1.2}
        thead th{border-bottom:.5mm solid #1d2129;vertical-align:bottom;font-weight:700}
        thead th.flag{height:14.5mm;padding:.4mm 0;text-align:center;vertical-align:bottom}
        .flag span{writing-mode:vertical-rl;max-height:14mm;line-height:1.05;display:inline-block;text-align:left}
        td.flag{text-align:center;width:6.9mm;padding:0;font-size:12pt;font-weight:700}
        .chosen{background:#e8e9ec}
        .no{width:7mm;text-align:center;font-weight:700;font-size:11pt}
        .cell{width:10mm;font-weight:700;font-size:11pt}
        .name b{font-size:11pt;margin-right:2mm}
        .tel{white-space:nowrap;font-style:normal;margin-left:1.5mm}
        .more{font-size:9pt;margin-top:.6mm}
        .foot{grid-area:foot;border-top:.3mm solid #1d2129;padding-top:1mm;font-size:7.5pt;line-height:1.25;overflow:hidden}
        .cut{grid-area:head;position:absolute;right:8mm;top:2mm;background:#1d2129;color:#fff;font-weight:700;font-size:11pt;padding:.5mm 2mm}
        @media print{body{background:#fff}.bar{display:none}.sheet{margin:0}}
        """;

    // On large paper the letters are larger too.
    private const string Large = """
        body{font-size:12pt}
        h2{font-size:14pt}
        th,td,.more,.key .small,.key .sign{font-size:10.5pt}
        .key b,.name b{font-size:13pt}
        .no,.cell{font-size:13pt}
        td.flag{font-size:14pt}
        .swatch,.line{width:11mm;height:11mm}
        .key li{min-height:11mm}
        .care{font-size:17pt}
        .foot{font-size:8pt}
        .no{width:9mm}
        .cell{width:12mm}
        thead th.flag{height:17mm}
        .flag span{max-height:16.5mm}
        .head .side .small{font-size:9pt}
        """;

    public static string Of(SheetLayout layout)
    {
        FormattableString page = $$"""
            @page{size:{{layout.Width}}mm {{layout.Height}}mm;margin:0}
            .sheet{width:{{layout.Width}}mm;height:{{layout.Height}}mm;padding:{{SheetLayout.Margin}}mm;{{(layout.IsLandscape
                ? Inv($"grid-template:'head head' {layout.Head}mm 'map care' max-content 'map legend' max-content 'map list' 1fr 'foot foot' {layout.Foot}mm / {layout.MapWidth}mm {layout.Column}mm;gap:0 {SheetLayout.Gap}mm")
                : Inv($"grid-template:'head' {layout.Head}mm 'map' {layout.MapHeight + SheetLayout.Gap}mm 'care' max-content 'legend' max-content 'list' 1fr 'foot' {layout.Foot}mm / 1fr"))}}}
            h1{font-size:{{(layout.Paper == PaperSize.A4 ? 24 : 32)}}pt}
            .head .what{font-size:{{(layout.Paper == PaperSize.A4 ? 13 : 16)}}pt}
            .map{margin-top:{{SheetLayout.Gap / 2}}mm}
            .key{grid-template-columns:{{(layout.IsLandscape ? "1fr 1fr" : "1fr 1fr 1fr")}}}
            .name span{display:{{(layout.IsLandscape ? "block" : "inline")}}}
            .care{margin-top:{{(layout.IsLandscape ? 2 : 0)}}mm}
            .legend{margin-top:1.5mm}
            .list{margin-top:1.5mm}
            """;
        return Common + "\n" + Inv(page) + (layout.Paper == PaperSize.A4 ? "" : "\n" + Large);
    }

    private static string Inv(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
