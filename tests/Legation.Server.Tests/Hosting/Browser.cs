using System.Net;
using System.Text.RegularExpressions;

namespace Legation.Server.Tests.Hosting;

/// <summary>Posts the forms of the pages it was shown, without script.</summary>
internal sealed partial class Browser(Uri pages) : IDisposable
{
    private readonly HttpClient http = new(
        new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }
    )
    {
        BaseAddress = pages,
    };

    public Task<HttpResponseMessage> OpenAsync(string path) => http.GetAsync(new Uri(pages, path));

    public async Task<string> TextAsync(string path) => await (await OpenAsync(path)).Content.ReadAsStringAsync();

    /// <summary>Opens the page and submits its form with what was filled in.</summary>
    public async Task<HttpResponseMessage> SubmitAsync(string path, params (string Name, string Value)[] filled)
    {
        var page = await TextAsync(path);
        var fields = Hidden()
            .Matches(page)
            .Select(m =>
                KeyValuePair.Create(WebUtility.HtmlDecode(m.Groups[1].Value), WebUtility.HtmlDecode(m.Groups[2].Value))
            )
            .Concat(filled.Select(f => KeyValuePair.Create(f.Name, f.Value)));
        return await http.PostAsync(new Uri(pages, path), new FormUrlEncodedContent(fields));
    }

    public Task<HttpResponseMessage> SignInAsync(string user, string password, string next = "/") =>
        SubmitAsync($"/sign-in?next={Uri.EscapeDataString(next)}", ("Form.User", user), ("Form.Password", password));

    public Task<HttpResponseMessage> PostAsync(string path, HttpContent? content = null) =>
        http.PostAsync(new Uri(pages, path), content);

    public void Dispose() => http.Dispose();

    [GeneratedRegex("""<input type="hidden" name="([^"]+)" value="([^"]*)""")]
    private static partial Regex Hidden();
}
