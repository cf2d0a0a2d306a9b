using System.Globalization;
using System.Text;

namespace Gis.MapServer.Tests.Holding.Payloads;

/// <summary>
/// Words that would do harm where somebody takes them for more than words: statements, paths, functions, scripts, templates, headers, bytes that are no text.
/// Script words carry the mark x5s, so that they can be found again; calculations of templates would give 85409803; functions call one that a test watches.
/// </summary>
public static class HostileWords
{
    /// <summary>What a template would have calculated.</summary>
    public const string Calculated = "85409803";

    /// <summary>The function that nobody calls.</summary>
    public const string Watched = "x5s_watched";

    private static readonly string[] Bases =
    [
        // Statements.
        "' OR '1'='1", "'; SELECT x5s_watched(); --", "1; SELECT x5s_watched()", "1) UNION SELECT x5s_watched() --", "\"; SELECT x5s_watched(); --", "') OR x5s_watched() IS NULL --", "$$; SELECT x5s_watched(); $$",
        "1 OR x5s_watched()=1", "E'\\'; SELECT x5s_watched(); --'", "/**/OR/**/x5s_watched()", "';COPY (SELECT 1) TO PROGRAM 'id';--", "'||x5s_watched()||'", "(SELECT x5s_watched())", "%' AND x5s_watched() LIKE '%", "\\",
        "'; DROP TABLE gis.layer CASCADE; --", "\"plots\".\"x\"", "$1", ":p", "@p", "?", "parcels;", "pg_sleep(10)", "1 AND pg_sleep(10) IS NULL", "' AND 1=(SELECT 1 FROM pg_sleep(10)) AND '1'='1", "0x31", "1e1000",
        // Functions and properties of filters.
        "x5s_watched()=1", "x5s_watched(fid)=1", "public.x5s_watched()=1", "\"x5s_watched\"()=1", "pg_read_file('/etc/passwd')='x'", "lo_import('/etc/passwd')>0", "dblink('host=127.0.0.1','SELECT 1')='x'", "current_setting('x')='y'",
        "set_config('a','b',true)='x'", "query_to_xml('SELECT 1',true,true,'')='x'", "version()='x'", "ST_AsText(geom)='x'", "fid=fid::text", "fid IN (SELECT 1)", "EXISTS(SELECT 1)", "CASEI(x5s_watched())='a'", "ctid='(0,1)'", "xmin=1", "tableoid=1",
        "gis_published=true", "geom_3857=1", "備考='x'", "\"備考\" LIKE '%'", "S_INTERSECTS(geom, x5s_watched())", "ACCENTI(x5s_watched(1))='a'",
        // Paths of XML, code of the runtime.
        "exec(java.lang.Runtime.getRuntime(),'id')", "/descendant::*", "' or '1'='1' or ''='", "count(//*)", "system-property('xsl:vendor')", "Type.GetType('System.IO.File')", "${jndi:ldap://127.0.0.1/x5s}", "#{T(java.lang.Runtime).exec('id')}",
        "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><x>&e;</x>", "<!ENTITY % x5s SYSTEM \"http://127.0.0.1/\">", "__proto__", "constructor.prototype", "$type", "{\"$type\":\"System.IO.FileInfo\"}", "rO0ABXNyAA==",
        // Scripts.
        "<x5s>", "\"><x5s onload=1>", "'><x5s onload='1'>", "</title><x5s>", "</script><script>x5s</script>", "<img src=x5s onerror=x5s()>", "<svg/onload=x5s()>", "javascript:x5s()", "\" autofocus onfocus=\"x5s()", "' onfocus='x5s()", "<!--<x5s>-->", "<x5s\u2028>",
        "\u003cx5s\u003e", "&lt;x5s&gt;", "&#60;x5s&#62;", "<a href=\"javascript:x5s()\">", "<math><x5s>", "<base href=//127.0.0.1/x5s>", "data:text/html,<x5s>", "//127.0.0.1/x5s", "/\\127.0.0.1/x5s", "<x5s xmlns='http://www.w3.org/1999/xhtml'/>",
        // Templates.
        "{{9173*9311}}", "${9173*9311}", "<%=9173*9311%>", "#{9173*9311}", "@(9173*9311)", "{9173*9311}", "[[9173*9311]]", "{%print(9173*9311)%}", "=9173*9311", "@{9173*9311}", "{0}", "{0:x}", "%s%n%x", "{名称}",
        // Headers and lines.
        "x\r\nX-Injected: 1", "x\nX-Injected: 1", "x\rSet-Cookie: x5s=1", "x\r\n\r\n<x5s>", "\u560a\u560dX-Injected:1", "x\u0085X-Injected: 1", "x\u2028X-Injected: 1", "=cmd|' /C calc'!A0", "+1+1", "@SUM(1)", "-2+3",
        // Places of files.
        "../../../../etc/passwd", "..\\..\\..\\windows\\win.ini", "/etc/passwd", "file:///etc/passwd", "....//....//etc/passwd", "C:\\", "\\\\127.0.0.1\\x5s", "CON", ".git/config", "parcels/../../secrets", "http://127.0.0.1:1/", "~root", "%2e%2e%2f",
        // Numbers and shapes of text.
        "NaN", "Infinity", "-0", "9223372036854775808", "-9223372036854775809", "1e309", "0.0000000000000000001", "１２３", "٣", "null", "true", "undefined", "[]", "{}", "[[]]", "\"", "'", "`", "(", ")", "((((((((((", ",", ",,,,", ";", "&", "=", "%", "_", "*", " ", "\t", "", "\ud83d\udca9",
        "\u202ex5s", "\ufeff", "\u200b", "\u0000", "a\u0000b", "\u0001", "\u007f", "ｱﾞ", "が", "İ", "ﬀ", "\u0300\u0301\u0302", "POINT(1 1)", "POLYGON((0 0,1 1,0 1,0 0))", "2026-13-45", "0000-00-00T00:00:00Z", "infinity", "epoch",
    ];

    // Bytes that are no text, as they stand in an address: overlong forms of / < ' NUL, halves of pairs, ends without a beginning.
    private static readonly string[] Bytes =
    [
        "%c0%af", "%c0%ae%c0%ae/", "%e0%80%af", "%f0%80%80%af", "%c0%bcx5s%c0%be", "%c0%a7", "%c0%80", "%e0%80%80", "%ed%a0%80", "%ed%bf%bf", "%f4%90%80%80", "%f8%88%80%80%80", "%ff", "%fe%ff", "%80", "%bf", "%c3", "%e3%81", "%00", "%00x5s", "x5s%00",
        "%0d%0aX-Injected:%201", "%250d%250aX-Injected:%201", "%2527", "%253Cx5s%253E", "%u003cx5s%u003e", "%", "%2", "%zz", "+", "%2B", "%20", "%09", "%0a", "%0d", "%e2%80%a8", "%f0%9f%92%a9", "%c2%85",
    ];

    /// <summary>About two thousand words, escaped as they stand in an address; always the same, the plain ones first.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Make().Distinct(StringComparer.Ordinal)];

    private static IEnumerable<string> Make()
    {
        var forms = new Func<string, string>[]
        {
            w => w, w => $"'{w}'", w => $"名称='{w}'", w => $"名称 LIKE '%{w}%'", w => $"1{w}", w => $"plots{w}", w => $"{w}--", w => w.ToUpperInvariant(), w => $"{w}\0", w => $"{w}{w}", w => $"\"{w}\"",
        };
        foreach (var bytes in Bytes)
            yield return bytes;
        foreach (var form in forms)
        {
            foreach (var word in Bases)
                yield return Escape(form(word));
        }

        foreach (var word in Bases)
            yield return Uri.EscapeDataString(Escape(word));
    }

    // By bytes, so that halves of pairs too come through as something.
    private static string Escape(string word) =>
        string.Concat(Encoding.UTF8.GetBytes(word).Select(b => char.IsAsciiLetterOrDigit((char)b) ? ((char)b).ToString() : string.Create(CultureInfo.InvariantCulture, $"%{b:X2}")));
}
