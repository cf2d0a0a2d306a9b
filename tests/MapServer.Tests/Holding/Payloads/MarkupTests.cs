using Xunit;

namespace Gis.MapServer.Tests.Holding.Payloads;

/// <summary>The eye that <see cref="PayloadTests"/> looks with sees what a browser would act upon, and nothing else.</summary>
public sealed class MarkupTests
{
    [Theory]
    [InlineData("<p><x5s></p>")]
    [InlineData("<title></title><x5s>")]
    [InlineData("<p title=\"\"><x5s onload=1>\">")]
    [InlineData("<img src=x5s onerror=x5s()>")]
    [InlineData("<SVG/ONLOAD=X5S()>")]
    [InlineData("<script></script><script>x5s</script>")]
    [InlineData("<script>var a = 'x5s'</script>")]
    [InlineData("<base href=//127.0.0.1/x5s>")]
    [InlineData("<a href=\"javascript:x5s()\">")]
    [InlineData("<a href='&#106;avascript:x5s()'>")]
    [InlineData("<a href=\"//127.0.0.1/x5s\">")]
    [InlineData("<a href=\"/\\127.0.0.1/x5s\">")]
    [InlineData("<input value=\"\" autofocus onfocus=\"x5s()\">")]
    [InlineData("<input value='' onfocus='x5s()'>")]
    [InlineData("<input value=x onfocus=x5s()>")]
    [InlineData("<input value=x5s x5s=1>")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'><x5s xmlns='http://www.w3.org/1999/xhtml'/></svg>")]
    [InlineData("<p title=\"a > b\" onload=x5s()>")]
    [InlineData("<iframe src=\"data:text/html,<x5s>\">")]
    public void What_a_browser_acts_upon_is_found(string page) => Assert.NotNull(Markup.Became(page));

    [Theory]
    [InlineData("<p>&lt;x5s&gt;</p>")]
    [InlineData("<title>&lt;base href=//127.0.0.1/x5s&gt;</title>")]
    [InlineData("<p>&lt;svg/onload=x5s()&gt;</p>")]
    [InlineData("<input value=\"&lt;img src=x5s onerror=x5s()&gt;\">")]
    [InlineData("<input value=\"<img src=x5s onerror=x5s()>\">")]
    [InlineData("<input value=\"&quot; autofocus onfocus=&quot;x5s()\">")]
    [InlineData("<a href=\"/find?q=javascript:x5s()\">javascript:x5s()</a>")]
    [InlineData("<a href=\"/find?q=%3Cx5s%3E\">x5s</a>")]
    [InlineData("<meta name=\"description\" content=\"//127.0.0.1/x5s\">")]
    [InlineData("<script type=\"module\" src=\"/assets/pages.js\"></script><p>x5s</p>")]
    [InlineData("<p>5 < x5s</p>")]
    public void Text_is_text(string page) => Assert.Null(Markup.Became(page));
}
